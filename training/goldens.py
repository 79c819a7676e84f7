"""Golden tensors: draws pictures and writes them with what the serving recipe makes of them today, for Digits.Tests.

Digits.Tests/Goldens/preprocessing.bin.gz is gzip over little-endian fields without padding:

    uint32  number of pictures, then for each
    uint8   length of the name, and the name in ASCII
    uint16  width, uint16 height
    uint8   1 where the recipe finds ink, 0 where the picture is blank
    uint8   width x height levels, row-major, 0 black to 255 white
    uint8   28 x 28 values, row-major, ink = 255 (only where there is ink)

The file is made anew when the recipe changes on purpose, and never to make a test pass: look at the tensors that changed, which this
command names.
"""
import gzip
import struct
from pathlib import Path

import numpy as np

from . import golden_pictures, tensors
from .draw import png

PATH = Path(__file__).resolve().parent.parent / "Digits.Tests" / "Goldens" / "preprocessing.bin.gz"


def _kept():
    """The tensors, or None for blank, that the file holds now, by name."""
    if not PATH.exists():
        return {}
    data, at, found = gzip.decompress(PATH.read_bytes()), 4, {}
    for _ in range(struct.unpack_from("<I", data)[0]):
        length = data[at]
        name = data[at + 1:at + 1 + length].decode("ascii")
        width, height, ink = struct.unpack_from("<HHB", data, at + 1 + length)
        at += 6 + length + width * height
        found[name] = np.frombuffer(data, np.uint8, 784, at) if ink else None
        at += 784 * ink
    return found


def add_arguments(_):
    pass


def run(_):
    tensors.build()
    pictures = list(golden_pictures.pictures())
    images, found = tensors.prepare(png(gray) for _, gray in pictures)
    before = _kept()
    out = bytearray(struct.pack("<I", len(pictures)))
    for (name, gray), image, ink in zip(pictures, images, found):
        old = before.get(name)
        if name not in before or (old is None) == ink or (ink and np.abs(old.astype(int) - image.ravel()).max() > 1):
            print(f"changed: {name}")
        out += struct.pack("<B", len(name)) + name.encode("ascii")
        out += struct.pack("<HHB", gray.shape[1], gray.shape[0], ink) + gray.tobytes()
        if ink:
            out += image.tobytes()
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_bytes(gzip.compress(bytes(out), 9, mtime=0))
    print(f"{len(pictures)} pictures, {PATH.stat().st_size} bytes: {PATH.name}")
