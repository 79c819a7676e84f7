"""The pictures of the golden tensors, drawn with NumPy alone from strokes with round caps, antialiased by their distance."""
import numpy as np

# Strokes through points of a box of 6 by 10.
GLYPHS = {
    0: [[(3, 0), (1, 1.5), (0, 5), (1, 8.5), (3, 10), (5, 8.5), (6, 5), (5, 1.5), (3, 0)]],
    1: [[(1, 2.5), (3.5, 0), (3, 10)]],
    2: [[(0, 2), (1.5, 0), (4.5, 0.3), (5.5, 2.5), (3.5, 6), (0, 10), (6, 9.6)]],
    3: [[(0.5, 1), (3, 0), (5.5, 2), (2.5, 4.6), (5.8, 7), (3, 10), (0, 8.6)]],
    4: [[(4, 0), (0, 6.5), (6, 6.2)], [(4.2, 3), (4, 10)]],
    5: [[(5.5, 0), (1, 0.3), (0.6, 4.4), (3.5, 4), (5.8, 6.5), (3.5, 9.8), (0, 9.2)]],
    6: [[(4.5, 0), (1.3, 3.5), (0.3, 7), (2.5, 10), (5.4, 8), (4, 5.6), (0.8, 7)]],
    7: [[(0, 0.4), (6, 0), (2.2, 10)]],
    8: [[(5, 1.5), (2.8, 0), (0.8, 2), (5.2, 7.2), (3, 10), (0.6, 7.8), (5, 1.5)]],
    9: [[(5.4, 2.5), (2.8, 0), (0.4, 2.6), (2.6, 5), (5.4, 2.5), (4.6, 10)]],
}


def _coverage(width, height, strokes, pen):
    """How much of each pixel the pen covers, 0..1; strokes are lists of points in pixels."""
    y, x = np.mgrid[0:height, 0:width] + 0.5
    nearest = np.full((height, width), np.inf)
    for points in strokes:
        for (ax, ay), (bx, by) in zip(points, points[1:]):
            dx, dy = bx - ax, by - ay
            along = np.clip(((x - ax) * dx + (y - ay) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
            nearest = np.minimum(nearest, np.hypot(x - ax - along * dx, y - ay - along * dy))
    return np.clip(pen / 2 + 0.5 - nearest, 0, 1)


def _glyph(digit, left, top, tall, slant=0.0):
    """The strokes of a digit whose box is `tall` pixels high."""
    scale = tall / 10
    return [[(left + (x + slant * (10 - y)) * scale, top + y * scale) for x, y in points] for points in GLYPHS[digit]]


def _levels(values):
    return np.clip(np.floor(np.asarray(values) + 0.5), 0, 255).astype(np.uint8)


def _draw(digit, width, height, left, top, tall, pen, paper=255, ink=0, slant=0.0):
    """A digit on paper, before rounding to levels; paper may be a plane."""
    cover = _coverage(width, height, _glyph(digit, left, top, tall, slant), pen)
    return paper + (ink - paper) * cover


def _ringing(values, amount):
    """What strong sharpening leaves beside an edge."""
    padded = np.pad(values, 2, mode="edge")
    windows = [padded[y:y + values.shape[0], x:x + values.shape[1]] for y in range(5) for x in range(5)]
    return values + amount * (values - sum(windows) / 25)


def _noise(seed, shape, deviation):
    return np.random.RandomState(seed).normal(0, deviation, shape)


def _slope(width, height, from_level, to_level):
    """Light that falls off along the diagonal."""
    y, x = np.mgrid[0:height, 0:width]
    return from_level + (to_level - from_level) * (x / max(width - 1, 1) + y / max(height - 1, 1)) / 2


def _plain():
    for digit in range(10):
        yield f"{digit}-black-on-white", _draw(digit, 100, 100, 30, 20, 60, 7, slant=0.1 * (digit % 3))
        yield f"{digit}-white-on-black", _draw(digit, 60, 72, 12, 12, 48, 5, paper=0, ink=255)


def _placed():
    yield "3-tiny", _draw(3, 200, 200, 92, 95, 12, 2)
    yield "5-huge", _draw(5, 120, 200, 2, 4, 192, 18)
    yield "2-top-left", _draw(2, 140, 140, 4, 4, 40, 5)
    yield "7-bottom-right", _draw(7, 140, 140, 110, 95, 40, 5)
    yield "6-cut-by-the-edge", _draw(6, 90, 90, 60, 30, 50, 6)
    yield "4-wide-paper", _draw(4, 300, 60, 200, 8, 44, 5)
    yield "9-tall-paper", _draw(9, 60, 300, 14, 220, 44, 5)
    yield "0-two-to-one", _draw(0, 200, 200, 60, 30, 140, 14)
    yield "8-partial-blocks", _draw(8, 129, 131, 40, 20, 90, 9)
    yield "2-three-to-one", _draw(2, 257, 300, 70, 40, 210, 20)


def _small():
    yield "7-28x28", _draw(7, 28, 28, 8, 4, 20, 2.5, paper=0, ink=255)
    yield "1-28x28-thin", _draw(1, 28, 28, 10, 4, 20, 1, paper=0, ink=255)
    yield "0-8x8", _draw(0, 8, 8, 2, 1, 6, 1, paper=0, ink=255)
    yield "1-5x5", _draw(1, 5, 5, 1, 0.5, 4, 1)
    yield "3-47x47-sloped", _draw(3, 47, 47, 14, 8, 30, 3, paper=_slope(47, 47, 235, 205), ink=30)
    yield "3-48x48-sloped", _draw(3, 48, 48, 14, 8, 30, 3, paper=_slope(48, 48, 250, 170), ink=30)
    yield "one-pixel", [[0]]
    yield "two-pixels", [[0, 255]]
    yield "row-of-nine", [[255, 255, 255, 0, 40, 0, 255, 255, 255]]
    yield "column-of-nine", [[v] for v in (255, 255, 255, 0, 40, 0, 255, 255, 255)]
    # Half and half: light is the paper unless a pixel of the ring counts twice.
    yield "column-of-six", [[v] for v in (255, 0, 0, 0, 255, 255)]
    yield "checkers", np.indices((9, 9)).sum(0) % 2 * 255


def _pens():
    yield "4-thin", _draw(4, 90, 90, 28, 20, 50, 1)
    yield "8-thick", _draw(8, 90, 90, 28, 16, 56, 14)
    yield "6-faint", _draw(6, 90, 90, 28, 20, 50, 6, paper=200, ink=170)
    yield "6-too-faint", _draw(6, 90, 90, 28, 20, 50, 6, paper=200, ink=186)
    yield "9-grey-on-grey", _draw(9, 90, 90, 28, 20, 50, 6, paper=90, ink=150)
    broken = _coverage(100, 100, [[(30, 20), (60, 20)], [(30, 30), (30, 45), (60, 60), (50, 82), (28, 80)]], 6)
    yield "5-in-two-parts", 255 - 255 * broken
    yield "7-crossed", 255 - 255 * np.maximum(
        _coverage(100, 100, _glyph(7, 30, 20, 60), 6), _coverage(100, 100, [[(28, 52), (62, 48)]], 6))
    yield "ring", 255 - 255 * np.clip(3.5 - np.abs(np.hypot(*(np.mgrid[0:80, 0:80] - 39.5)) - 25), 0, 1)
    square = np.full((60, 60), 255)
    square[15:45, 15:45] = 0
    yield "square", square


def _disturbed():
    framed = _draw(2, 120, 120, 42, 30, 60, 6)
    framed[:4], framed[-4:], framed[:, :4], framed[:, -4:] = 0, 0, 0, 0
    yield "2-framed", framed
    yield "2-framed-inverted", 255 - framed
    ruled = _draw(5, 150, 150, 60, 45, 50, 6)
    ruled[130:133] = 90
    yield "5-ruled", ruled
    margin = _draw(3, 260, 260, 120, 80, 90, 10)
    margin[:, 30:34] = 60
    yield "3-margin-line", margin
    lone = np.full((60, 100), 255)
    lone[28:32] = 0
    yield "lone-line", lone
    dusty = _draw(9, 120, 120, 42, 30, 60, 7)
    for k, (y, x) in enumerate(np.random.RandomState(5).randint(2, 117, (12, 2))):
        dusty[y:y + 1 + k % 2, x:x + 1 + k % 2] = 40
    yield "9-dust", dusty
    yield "0-ringing", _ringing(_draw(0, 120, 120, 42, 30, 60, 8, paper=235, ink=20), 0.6)
    yield "4-ringing-white-ink", _ringing(_draw(4, 120, 120, 42, 30, 60, 8, paper=20, ink=235), 0.6)
    yield "6-noise", _draw(6, 110, 110, 36, 25, 60, 8, paper=215, ink=40) + _noise(1, (110, 110), 6)
    yield "1-strong-noise", _draw(1, 100, 100, 36, 20, 60, 10, paper=190, ink=40) + _noise(2, (100, 100), 22)
    yield "noise-only", 128 + _noise(3, (80, 80), 20)
    yield "noise-only-dark", np.abs(_noise(4, (80, 80), 9))
    yield "strong-noise-only-dark", np.abs(_noise(8, (80, 80), 30))


def _lit():
    yield "8-sloped-light", _draw(8, 130, 130, 46, 30, 66, 8, paper=_slope(130, 130, 250, 120), ink=40)
    yield "3-sloped-light-and-grain", _draw(
        3, 120, 120, 42, 28, 62, 8, paper=_slope(120, 120, 235, 130), ink=45) + _noise(6, (120, 120), 4)
    y, x = np.mgrid[0:140, 0:180]
    lamp = 245 - 0.009 * ((x - 60) ** 2 + (y - 50) ** 2)
    cover = _coverage(180, 140, _glyph(5, 80, 40, 64), 8)
    yield "5-lamp", lamp * (1 - 0.75 * cover)
    yield "7-chalk-on-a-sloped-board", _slope(120, 120, 40, 100) + 120 * _coverage(120, 120, _glyph(7, 42, 30, 62), 8)
    yield "slope-only", _slope(120, 120, 240, 120)
    yield "slope-and-grain-only", _slope(90, 90, 240, 120) + _noise(7, (90, 90), 4)
    yield "lamp-only", lamp


def _blank():
    for level in (0, 128, 255):
        yield f"blank-{level}", np.full((40, 50), level)


def pictures():
    """Every picture's name and its levels, uint8 [h,w], 0 black to 255 white."""
    for group in (_plain, _placed, _small, _pens, _disturbed, _lit, _blank):
        for name, values in group():
            yield name, _levels(values)
