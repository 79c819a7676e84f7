"""Digits side by side, which are no digit: pen strokes or MNIST's pictures, often with a one or a seven among them."""
import numpy as np
from PIL import Image

from . import coarse, shapes
from .strokes import vary

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
