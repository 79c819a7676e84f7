"""The serving recipe in NumPy: grey picture -> the 28x28 tensor that the network sees.

The twin of Digits.Core/Preprocessing, step for step and number for number; Digits.Tests holds the two equal on the pictures that
`python3 -m training.goldens` writes. The normal form (ink box to 20 pixels, centre of mass in the middle of 28) is that of
LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", 1998, III.A.
"""
import numpy as np

from .paper import find_light, histogram_of, percentile

SIDE, BOX, CENTRE = 28, 20, 14
SURVEY = 128        # longest side of the reduced picture in which the ink is looked for
FLOOR = 13          # ink under 5% is paper
NUDGE = 1 / 1024    # pixels: a symmetric shape's centre lies between two pixels, and rounding errors must not decide which it takes
DUST = 0.02         # parts with less than this share of the heaviest part's ink are dropped


def survey(gray):
    """Block means over f x f pixels, rounded half up; f is the least whole factor that brings the longest side to SURVEY."""
    h, w = gray.shape
    f = -(-max(h, w) // SURVEY)
    ys, xs = np.arange(0, h, f), np.arange(0, w, f)
    total = np.add.reduceat(np.add.reduceat(gray.astype(np.int64), ys, 0), xs, 1)
    count = np.outer(np.minimum(f, h - ys), np.minimum(f, w - xs))
    return ((2 * total + count) // (2 * count)).astype(np.uint8), f


def _parts(mask, weight):
    """8-connected parts of mask as (mass, x0, y0, x1, y1, label) and the label plane."""
    labels = np.zeros(mask.shape, np.int32)
    parts = []
    h, w = mask.shape
    for y, x in zip(*np.nonzero(mask)):
        if labels[y, x]:
            continue
        k = len(parts) + 1
        labels[y, x] = k
        stack, mass, x0, y0, x1, y1 = [(y, x)], 0, x, y, x, y
        while stack:
            v, u = stack.pop()
            mass += int(weight[v, u])
            x0, y0, x1, y1 = min(x0, u), min(y0, v), max(x1, u), max(y1, v)
            for b in range(max(v - 1, 0), min(v + 2, h)):
                for a in range(max(u - 1, 0), min(u + 2, w)):
                    if mask[b, a] and not labels[b, a]:
                        labels[b, a] = k
                        stack.append((b, a))
        parts.append((mass, x0, y0, x1 + 1, y1 + 1, k))
    return parts, labels


def _keep(parts, shape):
    """Drops lines and frames that cross the whole picture where something else is written, then dust."""
    h, w = shape
    crossing = [p for p in parts if (p[1] == 0 and p[3] == w) or (p[2] == 0 and p[4] == h)]
    inside = [p for p in parts if p not in crossing]
    if crossing and inside and 5 * max(p[0] for p in inside) >= max(p[0] for p in crossing):
        parts = inside
    heaviest = max(p[0] for p in parts)
    return [p for p in parts if p[0] >= DUST * heaviest]


def _weights(source, target):
    """Rows of resampling weights [target, source]: area average going down, linear going up."""
    out = np.zeros((target, source), np.float32)
    ratio = source / target
    for i in range(target):
        if ratio >= 1:
            a, b = i * ratio, (i + 1) * ratio
            for j in range(int(a), min(int(np.ceil(b)), source)):
                out[i, j] = max(min(j + 1, b) - max(j, a), 0) / ratio
        else:
            u = min(max((i + 0.5) * ratio - 0.5, 0), source - 1)
            j = int(u)
            out[i, j] = 1 - (u - j)
            if u > j:
                out[i, j + 1] = u - j
    return out


def tensor(gray):
    """float32 [28,28] in 0..1, ink = 1, of a grey picture uint8 [h,w]; None where there is no ink."""
    small, f = survey(gray)
    found = find_light(small)
    if found is None:
        return None
    light, contrast = found
    depth = light.depth(small, 0, 0, 1)
    parts, labels = _parts(depth >= contrast / 4, depth)
    if not parts:
        return None
    kept = _keep(parts, small.shape)
    h, w = gray.shape
    x0, y0 = max(min(p[1] for p in kept) - 1, 0) * f, max(min(p[2] for p in kept) - 1, 0) * f
    x1, y1 = min((max(p[3] for p in kept) + 1) * f, w), min((max(p[4] for p in kept) + 1) * f, h)
    ink = light.depth(gray[y0:y1, x0:x1], x0, y0, f)
    if len(kept) < len(parts):
        dropped = ~np.isin(labels, [0] + [p[5] for p in kept])
        block = np.repeat(np.repeat(dropped, f, 0), f, 1)[y0:y1, x0:x1]
        ink = np.where(block, 0, ink).astype(np.uint8)

    histogram = histogram_of(ink)
    histogram[: int(np.ceil(contrast / 2))] = 0
    if histogram.sum() == 0:
        return None
    full = percentile(histogram, 0.9)
    ink = np.minimum((ink.astype(np.int32) * 510 + full) // (2 * full), 255)
    ink[ink < FLOOR] = 0

    edge = 38 if max(ink.shape) <= 56 else 64
    rows, columns = np.nonzero((ink >= edge).any(1))[0], np.nonzero((ink >= edge).any(0))[0]
    ink = ink[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    longest = max(ink.shape)
    height, width = (max(1, (2 * BOX * n + longest) // (2 * longest)) for n in ink.shape)
    patch = _weights(ink.shape[0], height) @ ink.astype(np.float32) @ _weights(ink.shape[1], width).T
    patch /= patch.max()
    mass = float(patch.sum(dtype=np.float64))
    cx = float((patch.sum(0, dtype=np.float64) * np.arange(width)).sum()) / mass
    cy = float((patch.sum(1, dtype=np.float64) * np.arange(height)).sum()) / mass
    x = min(max(int(np.floor(CENTRE - cx + 0.5 + NUDGE)), 0), SIDE - width)
    y = min(max(int(np.floor(CENTRE - cy + 0.5 + NUDGE)), 0), SIDE - height)
    out = np.zeros((SIDE, SIDE), np.float32)
    out[y:y + height, x:x + width] = patch
    return out
