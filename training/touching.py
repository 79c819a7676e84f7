"""Two digits that touch or overlap, as one picture, and ink that is taken for them and is not: what the network of doubles learns from.

Where the strokes of neighbours cross, no cut gives each its own ink back, so one network reads both at once. A picture is uint8 [28,28]: the
ink's box (77 of 255 and more) fills 26x26, by means over areas; what is narrower than 0.9 of its height keeps that share of the width. A label
is ten times the left digit plus the right one, or 100 for what is not two digits: one, three, one with a piece of another, letters.
"""
import numpy as np
from PIL import Image

from .rows import INK, glyph
from .strokes import vary

SIDE, INNER, NARROW = 28, 26, 0.9
NONE = 100
HEIGHT = 48              # of a digit while it is composed
PENS = 0.045, 0.06, 0.078, 0.1
REACH = 3                # rows over which the nearest ink of neighbours is looked for


def placed(cover):
    """The network's picture of coverage uint8 [h,w]; the same as the service's DoublePlacer."""
    rows, columns = np.flatnonzero(cover.max(1) >= INK), np.flatnonzero(cover.max(0) >= INK)
    ink = cover[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    wide = max(int(round(INNER * min(1, ink.shape[1] / (NARROW * ink.shape[0])))), 1)
    out = np.zeros((SIDE, SIDE), np.uint8)
    left = (SIDE - wide) // 2
    out[1:1 + INNER, left:left + wide] = np.asarray(Image.fromarray(ink).resize((wide, INNER), Image.BOX))
    return out


class Source:
    """Digits and letters of one part of the writers drawn with each pen, and MNIST's digits, enlarged, to compose doubles of."""

    def __init__(self, rng, digits, letters, images, labels, variants=1):
        self.pens = []
        for pen in PENS:
            drawn = [(glyph(vary(d.strokes, rng, rng.uniform(0, 0.6)), HEIGHT, max(pen * HEIGHT, 1.5)), int(d.label), (d.donor, d.writer))
                     for d in digits for _ in range(variants)]
            by = {}
            for ink, label, writer in drawn:
                by.setdefault(writer, []).append((ink, label))
            other = [glyph(d.strokes, HEIGHT, max(pen * HEIGHT, 1.5)) for d in letters[::2]]
            self.pens.append(([(ink, label) for ink, label, _ in drawn], [by[writer] for _, _, writer in drawn], other))
        self.images, self.labels = images, labels

    def pen(self, rng):
        """Draws digits with one pen: digit(), which gives coverage and a label, at times of the same writer, and letter()."""
        if rng.random() < 0.3:
            return lambda: self._mnist(rng), None
        drawn, same, other = self.pens[rng.integers(len(self.pens))]
        if rng.random() < 0.5:
            drawn = same[rng.integers(len(same))]
        return lambda: drawn[rng.integers(len(drawn))], lambda: other[rng.integers(len(other))]

    def _mnist(self, rng):
        at = rng.integers(len(self.images))
        image = self.images[at]
        columns = np.flatnonzero(image.max(0) > 38)
        image = np.roll(image[:, columns[0]:columns[-1] + 1], int(rng.integers(-1, 2)), 0)
        return np.asarray(Image.fromarray(image).resize((image.shape[1] * 2, 56), Image.BICUBIC)), int(self.labels[at])


def beside(rng, parts, low=-0.12, high=0.02):
    """Parts in a row, each moved up or down a little and so far that the ink of neighbours meets or overlaps; the row, and where each begins."""
    tall = max(len(p) for p in parts)
    row = np.zeros((tall + 8, sum(p.shape[1] for p in parts) + tall), np.uint8)
    starts, x = [], tall // 4
    for part in parts:
        y = int(rng.integers(0, tall + 9 - len(part)))
        if starts:
            ink, band = part > INK, row[y:y + len(part)] > INK
            right = np.where(band.any(1), band.shape[1] - 1 - band[:, ::-1].argmax(1), -1000)
            left = np.where(ink.any(1), ink.argmax(1), 1000)
            padded = np.pad(right, REACH, constant_values=-1000)
            near = np.max([padded[k:k + len(part)] for k in range(2 * REACH + 1)], 0)
            x = max(int((near - left).max() + 1 + rng.uniform(low, high) * HEIGHT), starts[-1] + 2)
        starts.append(x)
        place = row[y:y + len(part), x:x + part.shape[1]]
        part = part[:, :place.shape[1]]
        place[:] = np.maximum(place, part)
    return row, starts


def double(rng, source):
    """Two digits, seldom with a stub of a third that was cut off."""
    digit, _ = source.pen(rng)
    (a, left), (b, right) = digit(), digit()
    row, starts = beside(rng, [a, b])
    if rng.random() < 0.15:
        third, _ = digit()
        keep = max(int(third.shape[1] * rng.uniform(0.02, 0.1)), 1)
        row, _ = beside(rng, [row, third[:, :keep]] if rng.random() < 0.5 else [third[:, -keep:], row])
    return row, 10 * left + right


def nothing(rng, source):
    """What is not two digits."""
    digit, letter = source.pen(rng)
    kind = rng.random()
    if kind < 0.3:
        return digit()[0], NONE
    if kind < 0.62:  # one, or two, and a good piece of another
        parts = [digit()[0] for _ in range(1 if rng.random() < 0.75 else 2)]
        piece, _ = digit()
        keep = max(int(piece.shape[1] * rng.uniform(0.2, 0.55)), 2)
        at_end = rng.random() < 0.5
        piece = piece[:, :keep] if at_end else piece[:, -keep:]
        if piece.max() <= INK:
            return parts[0], NONE
        row, _ = beside(rng, [*parts, piece] if at_end else [piece, *parts])
        return row, NONE
    if kind < 0.85 or letter is None:
        return beside(rng, [digit()[0] for _ in range(3)])[0], NONE
    return beside(rng, [letter(), letter() if rng.random() < 0.6 else digit()[0]])[0], NONE


def pictures(rng, source, count, share=0.68):
    """Pictures uint8 [count,28,28] and labels of doubles, as many of a share, and of what is none."""
    images, labels = np.empty((count, SIDE, SIDE), np.uint8), np.empty(count, np.int64)
    for i in range(count):
        row, labels[i] = double(rng, source) if rng.random() < share else nothing(rng, source)
        images[i] = placed(row)
    return images, labels
