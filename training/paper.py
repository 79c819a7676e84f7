"""Tells paper from ink on the survey, the reduced picture; the twin of PaperFinder, EvenPaper, UnevenPaper and LightField."""
import numpy as np

MIN_CONTRAST = 16   # levels of 255 between paper and ink under which there is no ink
SMALL = 48          # pictures smaller than this are taken to be evenly lit


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


def histogram_of(values):
    """How often each of the 256 levels occurs."""
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
        noise = 1.5 * percentile(histogram_of(steps), 0.5)
        limit = max(4.0, 2.5 * noise)
        keep = np.abs(gap) <= limit
    beyond = np.maximum(np.abs(gap) - np.float32(limit), 0).astype(np.float64)
    dark_ink = beyond[gap < 0].sum() >= beyond[gap > 0].sum()
    return mean, bool(dark_ink), noise


def find_light(small):
    """The paper's model and the mean depth of the ink over it, or None where there is no ink."""
    histogram = histogram_of(small)
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
    histogram = histogram_of(model.depth(small, 0, 0, 1))
    t = otsu(histogram)
    if t is None:
        return None
    above = histogram * (np.arange(256) > t)
    contrast = int((above * np.arange(256)).sum()) / int(above.sum())
    # Dark ink's depth is relative to the paper, and so must be the grain that it is compared with.
    if dark_ink:
        noise *= 255 / max(percentile(histogram_of(small), 0.5), 1)
    return (model, contrast) if contrast >= max(MIN_CONTRAST, 5 * noise) else None
