"""Rows of digits of one writer, drawn as numbers are written, and none: what the weights and the confidence of numbers are fitted on.

A kind takes a generator and a source (digits, letters: lists of Drawing of one part of the writers; images, labels: MNIST's) and gives an
encoded picture and what it reads: a digit for each place, ? for ink that is none.
"""
import collections

import numpy as np
from PIL import Image

from . import draw, photo, scenes
from .rows import INK, glyph, join
from .strokes import vary


def writers(drawings):
    """The digits of each writer who wrote all ten: a list of {label: [Drawing]}."""
    by = collections.defaultdict(lambda: collections.defaultdict(list))
    for d in drawings:
        by[d.donor, d.writer][d.label].append(d)
    return [w for w in by.values() if len(w) == 10]


def _trimmed(cover):
    columns = np.flatnonzero(cover.max(0) > INK)
    return cover[:, columns[0]:columns[-1] + 1]


def text(rng, least=2, most=8):
    return "".join(rng.choice(list("0123456789"), int(rng.integers(least, most + 1))))


def glyphs(rng, source, label, height, pen):
    """A digit of one writer for each character of a label; for ? a letter."""
    writer = source["writers"][rng.integers(len(source["writers"]))]
    out = []
    for c in label:
        drawing = source["letters"][rng.integers(len(source["letters"]))] if c == "?" else writer[c][rng.integers(len(writer[c]))]
        strokes = vary(drawing.strokes, rng, rng.uniform(0, 0.35)) if rng.random() < 0.5 else drawing.strokes
        out.append(glyph(strokes, height, pen))
    return out


def written(rng, source, label, gaps):
    """Coverage of a label; gaps gives the gap behind each digit, in heights."""
    height = rng.uniform(40, 150)
    pen = max(height * rng.uniform(0.045, 0.095), 2)
    parts = glyphs(rng, source, label, height, pen)
    side = max(p.shape[0] for p in parts)
    parts = [np.pad(p, ((0, side - p.shape[0]), (0, 0))) for p in parts]
    return join(parts, rng, [g * height for g in gaps])


def _dressed(cover, rng):
    return draw.dress(cover, draw.STYLES[rng.choice(len(draw.STYLES), p=draw.SHARES)], rng)


def apart(rng, source):
    label = text(rng)
    return _dressed(written(rng, source, label, rng.uniform(0.1, 0.45, len(label))), rng), label


def tight(rng, source):
    label = text(rng)
    return _dressed(written(rng, source, label, rng.uniform(0.02, 0.1, len(label))), rng), label


def touching(rng, source):
    """One pair touches, or two do, or three digits."""
    label = text(rng, 2, 6)
    gaps = rng.uniform(0.04, 0.25, len(label))
    gaps[rng.integers(len(label) - 1)] = rng.uniform(-0.1, -0.02)
    if rng.random() < 0.2:
        gaps[rng.integers(len(label) - 1)] = rng.uniform(-0.1, -0.02)
    return _dressed(written(rng, source, label, gaps), rng), label


def mnist(rng, source):
    """MNIST's digits, four pixels apart to two over each other, enlarged."""
    label = text(rng, 2, 6)
    parts = []
    for c in label:
        images = source["mnist"][c]
        parts.append(np.pad(_trimmed2(images[rng.integers(len(images))]), ((8, 8), (0, 0))))
    gap, x = int(rng.choice((4, 2, 1, 0, -1, -2))), 8
    row = np.zeros((44, 40 * len(label) + 20), np.uint8)
    for part in parts:
        part = np.roll(part, int(rng.integers(-2, 3)), 0)
        row[:, x:x + part.shape[1]] = np.maximum(row[:, x:x + part.shape[1]], part)
        x += part.shape[1] + gap
    row = row[:, :x + 8]
    factor = rng.uniform(1.5, 5)
    size = int(row.shape[1] * factor), int(row.shape[0] * factor)
    return _dressed(np.asarray(Image.fromarray(row).resize(size, Image.BICUBIC if rng.random() < 0.7 else Image.BILINEAR)), rng), label


def _trimmed2(image):
    columns = np.flatnonzero(image.max(0) > 38)
    return image[:, columns[0]:columns[-1] + 1]


def photographed(rng, source):
    """On plain, ruled or squared paper, under a camera's light."""
    label = text(rng, 2, 6)
    cover = written(rng, source, label, rng.uniform(0.08, 0.4, len(label)))
    high, wide = cover.shape
    side = max(wide, 400) + 80
    height = max(high + 60, int(side * rng.uniform(0.4, 1)))
    ink = np.zeros((height, side), np.float32)
    y, x = int(rng.integers(0, height - high)), int(rng.integers(0, side - wide))
    ink[y:y + high, x:x + wide] = cover / 255
    kind = rng.choice(("plain", "ruled", "squared"))
    paper = photo.light(rng, ink.shape)
    if kind != "plain":
        paper = paper * (1 - rng.uniform(0.15, 0.5) * scenes.ruling(rng, side, height, kind))
    picture = paper * (1 - ink * (1 - rng.uniform(0.05, 0.4)))
    picture = scenes._blurred(picture, rng.uniform(0.5, 1.5)) * 255 + rng.normal(0, rng.uniform(0.5, 5), ink.shape)
    tint = rng.uniform(0.85, 1, 3)
    return draw.encode((picture[..., None] * tint).clip(0, 255).astype(np.uint8), "JPEG", int(rng.integers(70, 93))), label


def words(rng, source):
    """Letters, at times between digits."""
    label = "?" * int(rng.integers(2, 7)) if rng.random() < 0.6 else "".join("?" if rng.random() < 0.3 else c for c in text(rng))
    return _dressed(written(rng, source, label, rng.uniform(0.05, 0.3, len(label))), rng), label


def _mark(rng, side, pen):
    """Coverage of a point, a comma or a dash, as high as a digit."""
    kind, bottom = rng.integers(3), side - pen * rng.uniform(0.8, 1.5)
    if kind == 0:
        strokes = [np.array([(pen, bottom), (pen + 0.3, bottom)])]
    elif kind == 1:
        strokes = [np.array([(pen * 2, bottom - pen), (pen, bottom + pen * 0.5)])]
    else:
        strokes = [np.array([(pen, side * 0.5), (pen + side * rng.uniform(0.15, 0.35), side * rng.uniform(0.48, 0.54))])]
    return _trimmed(draw.coverage(strokes, side, side, pen * rng.uniform(1, 1.4)))


def marks(rng, source):
    """Digits with a point, a comma or a dash between two of them."""
    label = text(rng, 2, 6)
    at = int(rng.integers(1, len(label)))
    height = rng.uniform(60, 150)
    pen = max(height * rng.uniform(0.045, 0.095), 2)
    parts = glyphs(rng, source, label, height, pen)
    side = max(p.shape[0] for p in parts)
    parts = [np.pad(p, ((0, side - p.shape[0]), (0, 0))) for p in parts]
    parts.insert(at, _mark(rng, side, pen))
    return _dressed(join(parts, rng, rng.uniform(0.06, 0.3, len(parts)) * height, 0.02), rng), label[:at] + "?" + label[at:]


KINDS = {"apart": apart, "tight": tight, "touching": touching, "MNIST": mnist, "photos": photographed, "letters": words, "marks": marks}


def source(digits, letters, images, labels):
    """What the kinds draw from."""
    return {"writers": writers(digits), "letters": letters, "mnist": {str(k): images[labels == k] for k in range(10)}}
