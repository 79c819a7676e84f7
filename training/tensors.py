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


def prepare(files):
    """Tensors uint8 [n,28,28] (ink = 255) of n encoded pictures, and which of them could be read, bool [n]."""
    fed, failed = 0, []
    with subprocess.Popen(["dotnet", str(TOOL), "tensors"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as tool:
        def feed():
            nonlocal fed
            with tool.stdin as pipe:
                try:
                    for file in files:
                        pipe.write(struct.pack("<i", len(file)))
                        pipe.write(file)
                        fed += 1
                except Exception as error:
                    failed.append(error)

        feeder = Thread(target=feed, daemon=True)
        feeder.start()
        answer = tool.stdout.read()
        feeder.join()
    if failed:
        raise failed[0]
    if tool.returncode or len(answer) != fed * ANSWER:
        raise RuntimeError(f"digits tensors ended with {tool.returncode} after {len(answer) // ANSWER} of {fed} pictures")
    rows = np.frombuffer(answer, np.uint8).reshape(fed, ANSWER)
    return rows[:, 1:].reshape(fed, 28, 28).copy(), rows[:, 0] == 1
