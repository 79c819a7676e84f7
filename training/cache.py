"""What was made once and need not be made again: training/.cache, where a file's name ends in a hash of all that it depends on."""
import hashlib
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / ".cache"
RECIPE = [*sorted((HERE.parent / "Digits.Core/Preprocessing").glob("*.cs")), *sorted((HERE.parent / "Digits.Core/Imaging").glob("*.cs"))]


def fingerprint(*parts):
    """A hash of files (their contents) and of other values (as they print)."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.read_bytes() if isinstance(part, Path) else repr(part).encode())
        total.update(b"\0")
    return total.hexdigest()[:12]


def sources(*names):
    """The files of this package's modules."""
    return [HERE / f"{name}.py" for name in names]


def path(name, key, suffix):
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{name}-{key}{suffix}"
    if file.exists():
        print(f"taken up: {file.name}", flush=True)
    return file
