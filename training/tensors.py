"""The serving recipe: `digits tensors` prepares pictures for training as the service would, rounded to 1/255, so there is one definition."""
import struct
import subprocess
from pathlib import Path
from threading import Thread

import numpy as np

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "Digits.Cli/bin/Release/net10.0/digits.dll"
ANSWER = 1 + 28 * 28


def build():
    """Builds the tool."""
    done = subprocess.run(["dotnet", "build", "-c", "Release", "--nologo", "-v", "quiet", str(ROOT / "Digits.Cli")], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(done.stdout)


def prepare(files, count):
    """Tensors uint8 [count,28,28] (ink = 255) of encoded pictures, and which of them could be read, bool [count]."""
    with subprocess.Popen(["dotnet", str(TOOL), "tensors"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as tool:
        def feed():
            with tool.stdin as pipe:
                for file in files:
                    pipe.write(struct.pack("<i", len(file)))
                    pipe.write(file)

        feeder = Thread(target=feed, daemon=True)
        feeder.start()
        answer = tool.stdout.read(count * ANSWER)
        feeder.join()
    if tool.returncode or len(answer) != count * ANSWER:
        raise RuntimeError(f"digits tensors ended with {tool.returncode} after {len(answer) // ANSWER} of {count} pictures")
    rows = np.frombuffer(answer, np.uint8).reshape(count, ANSWER)
    return rows[:, 1:].reshape(count, 28, 28).copy(), rows[:, 0] == 1
