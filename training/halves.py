"""Ink that a row of touching digits is cut to, and that is no digit: part of a digit, and a digit with a stroke of its neighbour.

Halves that are a digit by themselves are left out: straight strokes, which are ones, and what has a hole, which may be a nought, a six or a
nine. A digit with a stroke of its neighbour comes with the digit alone, so that it is dropped where the recipe makes the same of both.

It is cut by the rule of the service's SeamCutter: along the path from top to bottom that crosses the least ink, leaning by 45 degrees at most.
A kind takes a generator and a source as decoys do, and gives coverage uint8 [h,w] and that of its parts.
"""
import numpy as np
from PIL import Image, ImageDraw

from .rows import INK, glyph, join
from .strokes import vary

ASIDE = 0.002        # what a step to the side costs, in widths of the pen
LEAST = 0.2, 0.12    # of a digit's ink that a half has at least, and of its width, a neighbour's stroke
MOST = 0.62          # of a digit's ink that a half has at most
STRAIGHT = 0.2       # of an ink's deviation along its main direction, that across it, under which it is a stroke
HALVES = "02345679", "0569"  # whose left and right halves are no digit: others' are a three or a two, or may be a one


def _sums(ink):
    """The cost of the cheapest path from the first row to each pixel."""
    sums = np.empty(ink.shape)
    sums[0] = ink[0]
    for y in range(1, len(ink)):
        before = np.pad(sums[y - 1], 1, constant_values=np.inf)
        sums[y] = ink[y] + np.minimum(before[1:-1], np.minimum(before[:-2], before[2:]) + ASIDE)
    return sums


def _walk(sums, column):
    """The columns of the cheapest path to a column of the last row of sums, row by row."""
    path = [column]
    for row in sums[-2::-1]:
        x = path[-1]
        near = [c for c in (x, x - 1, x + 1) if 0 <= c < len(row)]
        path.append(min(near, key=lambda c: row[c] + (ASIDE if c != x else 0)))
    return path[::-1]


def seam(cover, pen, column):
    """The column in each row of the cheapest cut that passes a column of the middle row."""
    ink, middle = cover / (255 * pen), len(cover) // 2
    above, below = _sums(ink[:middle + 1]), _sums(ink[:middle - 1 if middle else None:-1])
    return np.array(_walk(above, column) + _walk(below, column)[::-1][1:])


def cut(cover, pen, column):
    """What lies on the left and on the right of a cut."""
    left = np.arange(cover.shape[1]) < seam(cover, pen, column)[:, None]
    return np.where(left, cover, 0).astype(np.uint8), np.where(left, 0, cover).astype(np.uint8)


def _any(rng, source):
    return source["digits"][rng.integers(len(source["digits"]))]


def _drawn(drawing, rng, height, pen):
    return glyph(vary(drawing.strokes, rng, rng.uniform(0, 0.5)), height, pen)


def _pen(rng, height):
    return max(height * rng.uniform(0.045, 0.095), 2)


def _share(part, whole):
    return part.sum(dtype=np.int64) / max(whole.sum(dtype=np.int64), 1)


def _is_straight(cover):
    """True for a stroke whose ink varies along one direction alone."""
    y, x = np.nonzero(cover > INK)
    along, across = np.sqrt(np.linalg.eigvalsh(np.cov(np.stack((x, y)).astype(float)))[::-1].clip(0))
    return across < STRAIGHT * along


def _has_hole(cover):
    """True where paper is enclosed by ink."""
    paper = Image.fromarray(np.pad(np.where(cover > INK, 0, 255).astype(np.uint8), 1, constant_values=255)).copy()
    ImageDraw.floodfill(paper, (0, 0), 128)
    return (np.asarray(paper) == 255).sum() > 12


def half(rng, source):
    """Part of a digit, with the whole, of which it must not show as much."""
    height = rng.uniform(50, 120)
    pen = _pen(rng, height)
    while True:
        drawing = _any(rng, source)
        side = rng.integers(2)
        if drawing.label not in HALVES[side]:
            continue
        digit = _drawn(drawing, rng, height, pen)
        if digit.shape[1] < 0.4 * height:
            continue
        part = cut(digit, pen, int(rng.uniform(0.25, 0.75) * digit.shape[1]))[side]
        if LEAST[0] < _share(part, digit) < MOST and not _is_straight(part) and not _has_hole(part):
            return _trimmed(part), [_trimmed(digit)]


def with_neighbour(rng, source):
    """A digit with a stroke of the one that it touches."""
    height = rng.uniform(50, 120)
    pen = _pen(rng, height)
    while True:
        left, right = (_drawn(_any(rng, source), rng, height, pen) for _ in range(2))
        side = max(len(left), len(right))
        left, right = (np.pad(p, ((0, side - len(p)), (0, 0))) for p in (left, right))
        row = join([left, right], rng, [rng.uniform(-0.09, -0.02) * height], 0.02)
        ink = np.flatnonzero(row.max(0) > INK)
        is_left = rng.random() < 0.5
        alone, neighbour = (left, right) if is_left else (right, left)
        reach = int(rng.uniform(LEAST[1], 0.6) * neighbour.shape[1])
        column = ink[0] + alone.shape[1] + reach if is_left else ink[-1] - alone.shape[1] - reach
        if not ink[0] < column < ink[-1]:
            continue
        part = cut(row, pen, column)[0 if is_left else 1]
        if LEAST[0] < _share(part, alone) - 1 < 0.8:
            return _trimmed(part), [_trimmed(alone)]


def _trimmed(cover):
    rows, columns = np.flatnonzero(cover.max(1)), np.flatnonzero(cover.max(0))
    part = cover[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    return np.pad(part, max(part.shape) // 4)
