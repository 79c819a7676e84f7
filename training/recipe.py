"""The serving recipe in NumPy: grey picture -> the 28x28 tensor that the network sees.

The twin of Digits.Core/Preprocessing, step for step and number for number; Digits.Tests holds the two equal on the pictures that
`python3 -m training.goldens` writes. The normal form (ink box to 20 pixels, centre of mass in the middle of 28) is that of
LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", 1998, III.A.
"""
import numpy as np

SIDE, BOX, CENTRE = 28, 20, 14
SURVEY = 128        # longest side of the reduced picture in which the ink is looked for
MIN_CONTRAST = 16   # levels of 255 between paper and ink under which there is no ink
SMALL = 48          # pictures smaller than this are taken to be evenly lit
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


def otsu(histogram):
    """The level t that splits the histogram into <= t and > t with the greatest variance between (Otsu 1979); None if it cannot."""
    count = np.cumsum(histogram)
    total = np.cumsum(histogram * np.arange(256))
    best, at = 0.0, None
    for t in range(255):
        n0, n1 = int(count[t]), int(count[255] - count[t])
        if n0 and n1:
            gap = int(total[t]) / n0 - int(total[255] - total[t]) / n1
            if float(n0) * n1 * gap * gap > best:
                best, at = float(n0) * n1 * gap * gap, t
    return at


def percentile(histogram, share):
    """The least level that has at least this share of the histogram at or under it."""
    return int(np.searchsorted(np.cumsum(histogram), share * histogram.sum(), side="left"))


def _hist(values):
    return np.bincount(values.ravel(), minlength=256)


class Even:
    """Paper of one level: ink is the distance from it, on one side."""

    def __init__(self, paper, dark_ink):
        self.paper, self.dark_ink = paper, dark_ink

    def depth(self, values, x, y, scale):
        gap = self.paper - values.astype(np.int32)
        return np.clip(gap if self.dark_ink else -gap, 0, 255).astype(np.uint8)


class Uneven:
    """Paper whose brightness varies over the picture: a smooth field in survey resolution."""

    def __init__(self, field, dark_ink):
        self.field, self.dark_ink = field, dark_ink

    def depth(self, values, x, y, scale):
        paper = self._at(values.shape, x, y, scale)
        v = values.astype(np.float32)
        if self.dark_ink:
            out = np.float32(255) * (1 - v / np.maximum(paper, 1))
        else:
            out = v - paper
        return np.clip(np.floor(out + np.float32(0.5)), 0, 255).astype(np.uint8)

    def _at(self, shape, x, y, scale):
        f = self.field
        u = np.clip((np.arange(shape[1], dtype=np.float32) + x + np.float32(0.5)) / scale - np.float32(0.5), 0, f.shape[1] - 1)
        v = np.clip((np.arange(shape[0], dtype=np.float32) + y + np.float32(0.5)) / scale - np.float32(0.5), 0, f.shape[0] - 1)
        x0, y0 = u.astype(int), v.astype(int)
        x1, y1 = np.minimum(x0 + 1, f.shape[1] - 1), np.minimum(y0 + 1, f.shape[0] - 1)
        a, b = u - x0, (v - y0)[:, None]
        top = f[np.ix_(y0, x0)] * (1 - a) + f[np.ix_(y0, x1)] * a
        low = f[np.ix_(y1, x0)] * (1 - a) + f[np.ix_(y1, x1)] * a
        return (top * (1 - b) + low * b).astype(np.float32)


def _box_sum(values, r):
    """Sums over (2r+1)^2 windows cut off at the edges, exact in integers."""
    h, w = values.shape
    total = np.zeros((h + 1, w + 1), np.int64)
    total[1:, 1:] = values.astype(np.int64).cumsum(0).cumsum(1)
    y0, y1 = np.maximum(np.arange(h) - r, 0), np.minimum(np.arange(h) + r + 1, h)
    x0, x1 = np.maximum(np.arange(w) - r, 0), np.minimum(np.arange(w) + r + 1, w)
    return total[np.ix_(y1, x1)] - total[np.ix_(y0, x1)] - total[np.ix_(y1, x0)] + total[np.ix_(y0, x0)]


def light_field(small):
    """Local mean of the paper, ink masked out in four rounds by its distance from the mean; also the paper's noise."""
    r = max(4, max(small.shape) // 8)
    keep = np.ones(small.shape, bool)
    for _ in range(4):
        count = _box_sum(keep, r)
        overall = np.float32(small[keep].astype(np.int64).sum() / keep.sum())
        mean = np.where(count > 0, (_box_sum(np.where(keep, small, 0), r) / np.maximum(count, 1)).astype(np.float32), overall)
        gap = small.astype(np.float32) - mean
        steps = np.minimum(np.floor(np.abs(gap) + np.float32(0.5)), 255).astype(np.uint8)
        noise = 1.5 * percentile(_hist(steps), 0.5)
        limit = max(4.0, 2.5 * noise)
        keep = np.abs(gap) <= limit
    beyond = np.maximum(np.abs(gap) - np.float32(limit), 0).astype(np.float64)
    dark_ink = beyond[gap < 0].sum() >= beyond[gap > 0].sum()
    return mean, bool(dark_ink), noise


def find_light(small):
    """The paper's model and the mean depth of the ink over it, or None where there is no ink."""
    histogram = _hist(small)
    t = otsu(histogram)
    if t is None or int(small.max()) - int(small.min()) < MIN_CONTRAST:
        return None
    dark = small <= t
    ring = np.concatenate((dark[0], dark[-1], dark[1:-1, :: max(dark.shape[1] - 1, 1)].ravel()))
    n_dark, n = int(dark.sum()), dark.size
    dark_paper = 2 * int(ring.sum()) > ring.size if 2 * int(ring.sum()) != ring.size else 2 * n_dark > n
    # A frame drawn round the picture is not its paper.
    if 3 * (n_dark if dark_paper else n - n_dark) < n:
        dark_paper = not dark_paper
    low = histogram * (np.arange(256) <= t)
    paper_histogram, ink_histogram = (low, histogram - low) if dark_paper else (histogram - low, low)
    paper = percentile(paper_histogram, 0.5)
    ink = int((ink_histogram * np.arange(256)).sum()) / int(ink_histogram.sum())
    contrast = abs(ink - paper)
    gaps = np.bincount(np.abs(np.arange(256) - paper), weights=paper_histogram, minlength=256).astype(np.int64)
    spread = percentile(gaps, 0.75)
    if max(small.shape) < SMALL or spread * 16 <= contrast:
        return (Even(paper, not dark_paper), contrast) if contrast >= MIN_CONTRAST else None

    field, dark_ink, noise = light_field(small)
    model = Uneven(field, dark_ink)
    histogram = _hist(model.depth(small, 0, 0, 1))
    t = otsu(histogram)
    if t is None:
        return None
    above = histogram * (np.arange(256) > t)
    contrast = int((above * np.arange(256)).sum()) / int(above.sum())
    # Dark ink's depth is relative to the paper, and so must be the grain that it is compared with.
    if dark_ink:
        noise *= 255 / max(percentile(_hist(small), 0.5), 1)
    return (model, contrast) if contrast >= max(MIN_CONTRAST, 5 * noise) else None


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

    histogram = _hist(ink)
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
