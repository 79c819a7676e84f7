"""Reads MNIST's IDX files (LeCun, Cortes, Burges) and refuses anything that is not MNIST."""
import gzip
import struct
import sys
from pathlib import Path

import numpy as np

FILES = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", 60_000),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", 10_000),
}
UNSIGNED_BYTE = 0x08


def refuse(message: str):
    sys.exit(f"training: {message}")


def _find(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    refuse(f"{folder} holds neither {name} nor {name}.gz; --mnist wants the folder of MNIST's four IDX files")


def _read(folder: Path, name: str) -> tuple[Path, bytes]:
    path = _find(folder, name)
    try:
        data = path.read_bytes()
        return path, gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError) as error:
        refuse(f"{path} cannot be read: {error}")


def _array(path: Path, data: bytes, shape: tuple[int, ...]) -> np.ndarray:
    header = 4 + 4 * len(shape)
    if len(data) < header or data[:4] != bytes((0, 0, UNSIGNED_BYTE, len(shape))):
        refuse(f"{path} is not an IDX file of unsigned bytes with {len(shape)} dimension(s)")
    found = struct.unpack(f">{len(shape)}I", data[4:header])
    if found != shape:
        refuse(f"{path} has shape {found}; MNIST's is {shape}")
    if len(data) - header != int(np.prod(shape)):
        refuse(f"{path} says {int(np.prod(shape))} values and holds {len(data) - header}")
    return np.frombuffer(data, np.uint8, offset=header).reshape(shape)


def images_file(folder, part: str) -> Path:
    """Where the images of part 'train' or 'test' lie."""
    return _find(Path(folder), FILES[part][0])


def load(folder: str, part: str) -> tuple[np.ndarray, np.ndarray]:
    """Images uint8 [n,28,28] (ink = 255 on 0) and labels uint8 [n] of part 'train' or 'test'."""
    if not Path(folder).is_dir():
        refuse(f"--mnist {folder} is not a folder")
    images_name, labels_name, count = FILES[part]
    images = _array(*_read(Path(folder), images_name), (count, 28, 28))
    labels = _array(*_read(Path(folder), labels_name), (count,))
    if labels.max() > 9 or np.bincount(labels, minlength=10).min() < count // 20:
        refuse(f"the {part} labels are not ten digits of about equal number")
    if images[:, 0, :].mean() > 64:
        refuse(f"the {part} images are dark on light; MNIST has ink = 255 on 0")
    return images, labels
