"""Pen strokes: read, split by writer, and varied as hands and pens vary.

A file holds one JSON object a line: id, donor, writer, label, strokes [[[x, y], ...], ...] in a unit box, y down.
"""
import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PARTS = ("train", "validation", "test")
LEFT_OUT = "leftOut"


@dataclass(frozen=True)
class Drawing:
    id: str
    donor: str
    writer: str
    label: str
    strokes: list  # of float arrays [points, 2]


def read(files):
    """The drawings of one file or several."""
    found = []
    for file in map(Path, files if isinstance(files, (list, tuple)) else [files]):
        with (gzip.open(file, "rt") if file.suffix == ".gz" else file.open()) as lines:
            records = [json.loads(line) for line in lines if line.strip()]
        found += [Drawing(r["id"], r["donor"], r["writer"], r["label"], [np.array(s, float) for s in r["strokes"]]) for r in records]
    return found


def part_of(donor, writer):
    """Which part a writer is in, by a hash of the name: five of seven train, whatever files there are and whoever else is in them."""
    at = int.from_bytes(hashlib.sha256(f"{donor}/{writer}".encode()).digest()[:4], "big") % 7
    return "test" if at == 0 else "validation" if at == 1 else "train"


def split(drawings, left_out=()):
    """The drawings by part, and those of the laboratories (donors) left out, whose writers are in no part."""
    inside = [d for d in drawings if d.donor not in left_out]
    return {**{part: [d for d in inside if part_of(d.donor, d.writer) == part] for part in PARTS},
            LEFT_OUT: [d for d in drawings if d.donor in left_out]}


def unit(strokes):
    """Centred on the origin, longest side 1."""
    points = np.concatenate(strokes)
    low, high = points.min(0), points.max(0)
    return [(s - (low + high) / 2) / max((high - low).max(), 1e-6) for s in strokes]


def habit(label, strokes, rng):
    """Now and then a habit of other writers: a slash through the zero, a bar across the seven, a foot under the one."""
    if label not in "017" or rng.random() > 0.12:
        return strokes
    strokes = unit(strokes)
    points = np.concatenate(strokes)
    (left, top), (right, bottom) = points.min(0), points.max(0)
    width, height = right - left, bottom - top
    jitter = rng.normal(0, 0.04, (2, 2))
    if label == "0" and len(strokes) == 1:
        lean, reach = rng.uniform(-0.25, 0.6), rng.uniform(0.4, 0.75)
        half = np.array([lean * width + 0.03, -reach * height])
        middle = np.array([(left + right) / 2, (top + bottom) / 2])
        return [*strokes, np.stack((middle + half, middle - half)) + jitter]
    if label == "7" and len(strokes) == 1:
        y, x = top + height * rng.uniform(0.4, 0.6), left + width * rng.uniform(0.45, 0.7)
        reach = rng.uniform(0.12, 0.3)
        return [*strokes, np.array([[x - reach, y], [x + reach, y]]) + jitter]
    if label == "1" and width < 0.35:
        reach, x = rng.uniform(0.1, 0.3), strokes[0][-1][0]
        return [*strokes, np.array([[x - reach, bottom], [x + reach, bottom]]) + jitter * 0.5]
    return strokes


def _smooth_noise(rng, n, every):
    """n values of smooth noise with unit scale and a knot every so many values."""
    knots = rng.normal(size=max(n // every, 1) + 3)
    return np.interp(np.linspace(0, len(knots) - 1, n), np.arange(len(knots)), knots)


def vary(strokes, rng, strength=1.0):
    """Slant, turn, stretch, bend, wobble, shift and shorten strokes; strength 0 leaves them as they are."""
    strokes = unit(strokes)
    angle, shear = np.clip(rng.normal(0, 0.12), -0.3, 0.3) * strength, rng.uniform(-0.35, 0.35) * strength
    sx, sy = np.exp(rng.uniform(-0.22, 0.22, 2) * strength)
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.array([[cos, -sin], [sin, cos]]) @ np.array([[sx, shear], [0, sy]])
    bend = rng.normal(0, 0.045, (2, 2, 2)) * strength * rng.random()
    frequency, phase = rng.uniform(1.5, 5, (2, 2)), rng.uniform(0, 6.3, (2, 2))
    wobble = 0.012 * strength * max(rng.random() - 0.4, 0) / 0.6
    shift = 0.05 * strength * (rng.random() < 0.4)
    out = []
    for s in strokes:
        s = s @ matrix.T
        field = sum(np.sin(s[:, [k]] * frequency[k] + phase[k]) @ bend[k] for k in range(2))
        s = s + field + rng.normal(0, 1, 2) * shift * 0.5
        if wobble and len(s) > 3:
            s = s + wobble * np.stack([_smooth_noise(rng, len(s), 5) for _ in range(2)], 1)
        if strength and len(s) > 12 and rng.random() < 0.12:
            cut = max(1, int(len(s) * rng.uniform(0.02, 0.1)))
            s = s[cut:] if rng.random() < 0.5 else s[:-cut]
        out.append(s)
    return unit(out)
