"""Digits of few pixels: crisp bars, squares on a grid, drawings a few pixels high, MNIST's images; each enlarged as programs enlarge.

All give coverage uint8 [h,w], 255 = full ink.
"""
import numpy as np
from PIL import Image, ImageFilter

from . import draw
from .strokes import unit

MODES = (Image.NEAREST, Image.BILINEAR, Image.BICUBIC)
LIMIT = 360  # pixels of the longer side of what was enlarged

# Each digit's squares on a grid of five by seven, # for ink.
SQUARES = {
    "0": (".###.|#...#|#...#|#...#|#...#|#...#|.###.", "#####|#...#|#...#|#...#|#...#|#...#|#####", ".###.|#...#|#..##|#.#.#|##..#|#...#|.###."),
    "1": ("..#..|.##..|..#..|..#..|..#..|..#..|.###.", "..#..|.##..|#.#..|..#..|..#..|..#..|#####", "..#..|..#..|..#..|..#..|..#..|..#..|..#..",
          "..#..|.##..|..#..|..#..|..#..|..#..|..#.."),
    "2": (".###.|#...#|....#|...#.|..#..|.#...|#####", "#####|....#|....#|#####|#....|#....|#####", ".###.|#...#|....#|..##.|.#...|#....|#####"),
    "3": (".###.|#...#|....#|..##.|....#|#...#|.###.", "#####|....#|....#|#####|....#|....#|#####", "#####|...#.|..#..|...#.|....#|#...#|.###."),
    "4": ("...#.|..##.|.#.#.|#..#.|#####|...#.|...#.", "#...#|#...#|#...#|#####|....#|....#|....#", "#..#.|#..#.|#..#.|#####|...#.|...#.|...#."),
    "5": ("#####|#....|####.|....#|....#|#...#|.###.", "#####|#....|#....|#####|....#|....#|#####", "#####|#....|#....|####.|....#|....#|####."),
    "6": ("..##.|.#...|#....|####.|#...#|#...#|.###.", "#####|#....|#....|#####|#...#|#...#|#####", ".###.|#....|#....|####.|#...#|#...#|.###."),
    "7": ("#####|....#|...#.|..#..|..#..|..#..|..#..", "#####|....#|....#|....#|....#|....#|....#", "#####|....#|...#.|.###.|..#..|.#...|.#..."),
    "8": (".###.|#...#|#...#|.###.|#...#|#...#|.###.", "#####|#...#|#...#|#####|#...#|#...#|#####"),
    "9": (".###.|#...#|#...#|.####|....#|...#.|.##..", "#####|#...#|#...#|#####|....#|....#|#####", ".###.|#...#|#...#|.####|....#|....#|.###."),
}


def enlarge(cover, rng, most=24, modes=MODES):
    """Coverage [h,w] at one to so many times its size, by one of the modes."""
    height, width = cover.shape
    factor = int(rng.integers(1, max(min(most, LIMIT // max(height, width)), 1) + 1))
    return np.asarray(Image.fromarray(cover).resize((width * factor, height * factor), modes[rng.integers(len(modes))]))


def _margins(cover, rng, most):
    """With up to so many empty pixels on each side, each its own number."""
    return np.pad(cover, rng.integers(0, most + 1, (2, 2)))


def bar(rng):
    """A one of a rectangle tool: a bar with sharp corners, upright, 3.6 to 60 times as high as wide."""
    height = int(rng.integers(24, 240))
    width = max(int(height / np.exp(rng.uniform(np.log(3.6), np.log(60)))), 1)
    room = rng.integers(0, height // 2 + 4, (2, 2))
    return np.pad(np.full((height, width), 255, np.uint8), room)


def cells(rng):
    """A one in the cells of a picture of 28x28: one to four wide, at times with soft sides, as it is or enlarged."""
    picture = np.zeros((28, 28), np.uint8)
    wide, tall = int(rng.integers(1, 5)), int(rng.integers(12, 27))
    tall = max(tall, 4 * wide)
    x, y = int(rng.integers(0, 29 - wide)), int(rng.integers(0, 29 - tall))
    if rng.random() < 0.6:
        x, y = 14 - wide // 2, 14 - tall // 2
    picture[y:y + tall, x:x + wide] = 255
    if rng.random() < 0.3:
        for side in (x - 1, x + wide):
            if 0 <= side < 28:
                picture[y:y + tall, side] = rng.integers(20, 200)
    if rng.random() < 0.2:  # drawn by hand: from some row on it steps aside
        step = int(rng.integers(y + 2, y + tall - 1))
        picture[step:] = np.roll(picture[step:], rng.choice((-1, 1)), 1)
    return enlarge(picture, rng, 14)


def squares(label, rng):
    """A digit of square pixels: on five by seven, or drawn on seven by nine to eight by twelve, enlarged without smoothing."""
    rows = SQUARES[label][rng.integers(len(SQUARES[label]))].split("|")
    small = np.array([[255 * (c == "#") for c in row] for row in rows], np.uint8)
    size = ((7, 5), (9, 7), (12, 8), (14, 10))[rng.choice(4, p=(0.4, 0.25, 0.25, 0.1))]
    if size != (7, 5):
        small = _stretched(small, size)
        if rng.random() < 0.35 and size[0] >= 12:
            small = np.maximum(small, np.pad(small[:, :-1], ((0, 0), (1, 0))))
    return enlarge(_margins(small, rng, 5), rng, 24, (Image.NEAREST,))


def _stretched(small, size):
    """Lines one square wide of a grid, on a finer grid: neighbouring squares stay joined by lines one square wide."""
    places = [np.round(np.linspace(0, new - 1, old)).astype(int) for old, new in zip(small.shape, size)]
    out = np.zeros(size, np.uint8)
    ink = small > 0
    joined = lambda y, x: y < ink.shape[0] and 0 <= x < ink.shape[1] and ink[y, x]
    for y, x in zip(*ink.nonzero()):
        straight = [(y, x + 1), (y + 1, x)]
        # A diagonal is a line of its own only where no corner joins its ends.
        slanted = [(y + 1, x + d) for d in (-1, 1) if not joined(y, x + d) and not joined(y + 1, x)]
        for to in (each for each in straight + slanted if joined(*each)):
            a, b = (np.array((places[0][at[0]], places[1][at[1]])) for at in ((y, x), to))
            for t in np.linspace(0, 1, int(abs(b - a).max()) + 1):
                out[tuple(np.floor(a + (b - a) * t + 0.5).astype(int))] = 255
    return out


def drawn_in_cells(strokes, rng):
    """Somebody's digit in the cells of a small grid of 20 to 40, a pen of one to four cells without soft edges, as it is or enlarged."""
    side = int(rng.integers(20, 41))
    pen = 1.0 if rng.random() < 0.2 else rng.uniform(1.2, max(2.4, side / 9))
    cover = draw.coverage(draw.place(unit(strokes), side, side, rng.uniform(0.55, 0.95), pen, *rng.uniform(0.2, 0.8, 2)), side, side, pen)
    return enlarge(np.where(cover > 110, 255, 0).astype(np.uint8), rng, 12, (Image.NEAREST,))


def tiny(strokes, rng, least=6):
    """Somebody's digit 6 to 12 pixels high, soft or hard, at times pale or out of focus, as it is or enlarged by any program."""
    tall = int(rng.integers(least, 13))
    side = tall + int(rng.integers(2, 20))
    pen = rng.uniform(0.9, max(tall / 6, 1.1))
    cover = draw.coverage(draw.place(unit(strokes), side, side, tall / side, pen, *rng.uniform(0.2, 0.8, 2)), side, side, pen)
    kind = rng.random()
    if kind < 0.2:
        cover = np.where(cover > 100, 255, 0).astype(np.uint8)
    elif kind < 0.6:
        cover = pale(cover, rng, 0.7)
    return enlarge(cover, rng)


def pale(cover, rng, most):
    """Out of focus by up to so many pixels, and with a third of its ink at least, as a photo is that was reduced."""
    soft = np.asarray(Image.fromarray(cover).filter(ImageFilter.GaussianBlur(rng.uniform(0, most))), np.float32)
    return (soft * rng.uniform(0.33, 1) + rng.normal(0, rng.uniform(0, 1.5), cover.shape)).clip(0, 255).astype(np.uint8)


def reduced(strokes, rng):
    """Somebody's digit in a picture of 20 to 40 pixels to which a larger one was reduced: pale, soft, as it is or enlarged."""
    side = int(rng.integers(20, 41))
    scale = rng.uniform(0.35, 0.9)
    pen = max(scale * side * rng.uniform(0.04, 0.14), 0.7)
    cover = draw.coverage(draw.place(unit(strokes), side, side, scale, pen, *rng.uniform(0.1, 0.9, 2)), side, side, pen)
    return enlarge(pale(cover, rng, 0.6), rng, 12)


def mnist(image, rng):
    """One of MNIST's images enlarged, or cut close to its ink and enlarged, at times by a factor that is no whole number."""
    image = np.asarray(image)
    if rng.random() < 0.6:
        rows, columns = (np.flatnonzero(image.max(axis) > 60) for axis in (1, 0))
        room = int(rng.integers(0, 3))
        image = np.pad(image, room)[rows[0]:rows[-1] + 1 + 2 * room, columns[0]:columns[-1] + 1 + 2 * room]
    if rng.random() < 0.5:
        return enlarge(image, rng)
    height, width = (max(int(n * rng.uniform(0.99, 1.01) * f), 4) for f in (rng.uniform(0.7, 12),) for n in image.shape)
    return np.asarray(Image.fromarray(image).resize((width, height), MODES[rng.integers(len(MODES))]))
