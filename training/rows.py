"""Digits side by side, which are no digit: pen strokes or MNIST's pictures, often with a one or a seven among them."""
import numpy as np
from PIL import Image

from . import coarse, draw, shapes
from .strokes import unit, vary

INK = 77  # coverage from here on counts where gaps are measured
GAPS = ((-0.06, 0.03), (0.04, 0.4), (0.4, 0.9))  # touching, close, far apart; of a digit's height


def _digit(rng, source):
    """A digit for a row: often a one or a seven, the one at times a plain stroke."""
    kind = rng.random()
    if kind < 0.12:
        return shapes.straight(rng)
    wanted = "17" if kind < 0.45 else "0123456789"
    while True:
        drawing = source["digits"][rng.integers(len(source["digits"]))]
        if drawing.label in wanted:
            return drawing.strokes


def pair(rng, source):
    """Two digits, seldom three, in a row: touching, close or far apart."""
    parts, out, x = [], [], 0.0
    gap = rng.uniform(*GAPS[rng.choice(3, p=(0.25, 0.55, 0.2))])
    for _ in range(3 if rng.random() < 0.12 else 2):
        part = vary(_digit(rng, source), rng, rng.uniform(0, 0.8))
        parts.append(part)
        scale, rise = rng.uniform(0.85, 1.1), rng.uniform(-0.08, 0.08)
        left = min(s[:, 0].min() for s in part) * scale
        placed = [s * scale + (x - left, rise) for s in part]
        out += placed
        x = max(s[:, 0].max() for s in placed) + gap
    return out, parts


def _trimmed(image):
    columns = np.flatnonzero(image.max(0) > 40)
    return image[:, columns[0]:columns[-1] + 1]


def mnist_pair(rng, source):
    """Two of MNIST's digits side by side, often a one or a seven, none to eight pixels apart, enlarged."""
    images, labels = source["images"], source["labels"]
    parts = []
    for wanted in rng.permutation(("17" if rng.random() < 0.65 else "0123456789", "0123456789")):
        while True:
            at = rng.integers(len(images))
            if str(labels[at]) in str(wanted):
                break
        parts.append(_trimmed(images[at]))
    gap = int(rng.integers(0, 9))
    both = np.concatenate((parts[0], np.zeros((28, gap), np.uint8), parts[1]), 1)
    margin, factor, mode = int(rng.integers(1, 9)), int(rng.integers(1, 9)), coarse.MODES[rng.integers(3)]

    def large(image):
        image = np.pad(image, margin)
        return np.asarray(Image.fromarray(image).resize((image.shape[1] * factor, image.shape[0] * factor), mode))

    return large(both), [large(part) for part in parts]


def glyph(strokes, height, pen):
    """Coverage of unit strokes whose longest side, pen included, is the height; as wide as its ink."""
    side = int(height * 1.1) + 4
    cover = draw.coverage(draw.place(unit(strokes), side * 2, side, height / side, pen), side * 2, side, pen)
    columns = np.flatnonzero(cover.max(0) > INK)
    return cover[:, columns[0]:columns[-1] + 1]


def join(parts, rng, gaps, jitter=0.05):
    """Parts of one height side by side: each gap, in pixels, is between the nearest ink of neighbours, so that slants interlock."""
    high = parts[0].shape[0]
    pad = int(high * 0.4)
    row = np.zeros((high + 2 * pad, sum(p.shape[1] for p in parts) + int(sum(abs(g) for g in gaps)) + 3 * pad + high), np.uint8)
    x = pad
    for at, part in enumerate(parts):
        y = pad + int(rng.uniform(-jitter, jitter) * high)
        if at:
            band, ink = row[y:y + high] > INK, part > INK
            right = np.where(band.any(1), band.shape[1] - 1 - band[:, ::-1].argmax(1), -10 ** 6)
            left = np.where(ink.any(1), ink.argmax(1), 10 ** 6)
            reach = max(high // 20, 1)
            near = np.array([right[max(0, i - reach):i + reach + 1].max() for i in range(high)])
            x = int((near - left).max() + 1 + gaps[at - 1])
        x = max(x, 0)
        place = row[y:y + high, x:x + part.shape[1]]
        row[y:y + high, x:x + part.shape[1]] = np.maximum(place, part)
    columns = np.flatnonzero(row.max(0) > INK)
    return row[:, max(columns[0] - pad, 0):columns[-1] + pad]
