"""Ink that is no digit and is easily taken for one: digits side by side and cut, lines, balloons, letters, digits of other scripts.

A kind takes a generator and a source (digits, letters: lists of Drawing; images, labels: MNIST's) and gives unit strokes, or coverage uint8
[h,w], and alike strokes or coverages of its parts: where the serving recipe leaves only one of them, the picture is a digit after all.
"""
import numpy as np

from . import draw, glyphs, halves, letterforms, shapes
from .rows import mnist_pair, pair
from .signs import curve
from .strokes import unit, vary


def turned_over(rng, source):
    """A digit mirrored or upside down, of those that then look like no digit: not 0, 1 and 8, nor 2, 5, 6 and 9 upside down."""
    mirrored = rng.random() < 0.6
    wanted = "2345679" if mirrored else "347"
    while True:
        drawing = source["digits"][rng.integers(len(source["digits"]))]
        if drawing.label in wanted:
            return [s * (-1, 1 if mirrored else -1) for s in drawing.strokes], []


def stroke(rng, source):
    """A stroke that lies, or leans by 44 degrees and more, or 38 the other way: a dash, an underline, a slash; at times two underlines."""
    degrees = 90 + rng.uniform(-8, 8) if rng.random() < 0.6 else rng.uniform(44, 90) if rng.random() < 0.6 else rng.uniform(-90, -38)
    angle = np.radians(degrees)
    way = np.array((-np.sin(angle), np.cos(angle)))
    drawn = shapes.line((0, 0), way, 2 if rng.random() < 0.5 else 24)
    if len(drawn) > 2:
        t = np.linspace(0, 1, 24)
        drawn = drawn + np.outer(rng.uniform(-0.04, 0.04) * np.sin(np.pi * t) + rng.uniform(0, 0.015) * np.sin(rng.uniform(4, 20) * t), (way[1], -way[0]))
    again = [drawn + (0, rng.uniform(0.08, 0.3))] if abs(degrees) > 80 and rng.random() < 0.15 else []
    return [drawn, *again], []


def dot(rng, source):
    """One dot."""
    side = int(rng.integers(60, 300))
    y, x = np.mgrid[:side, :side]
    radius, (down, across) = side * rng.uniform(0.03, 0.25), side * rng.uniform(0.25, 0.75, 2)
    away = np.hypot((y - down) * rng.uniform(0.8, 1.25), x - across)
    return ((radius + 0.5 - away).clip(0, 1) * 255).astype(np.uint8), []


def _ring(width, height, start=0.0, stop=2 * np.pi, x=0.0, y=0.0):
    t = np.linspace(start, stop, 48)
    return np.stack((x + np.sin(t) * width / 2, y - np.cos(t) * height / 2), 1)


def balloon(rng, source):
    """A balloon: an outline, a knot, and a string that winds; more round and its string lower than a nine's."""
    width = rng.uniform(0.8, 1)
    knot = np.array([(0, 0.5), (-0.07, 0.6), (0.07, 0.6), (0, 0.5)])
    down = np.linspace(0, rng.uniform(0.35, 0.9), 30)
    string = np.stack((rng.uniform(0.03, 0.1) * np.sin(down * rng.uniform(6, 16)), 0.6 + down), 1)
    shine = [_ring(0.6 * width, 0.7, 4.9, 5.7)] if rng.random() < 0.3 else []
    return [_ring(width, 1.0), knot, string, *shine], []


def bubble(rng, source):
    """A speech bubble: a round or boxy outline with a pointed tail below, empty or with lines or dots in it."""
    width, height = rng.uniform(1.1, 1.9), 1.0
    power = rng.choice((1.0, 0.5))
    at = rng.uniform(2.6, 3.9)
    t = np.linspace(at + 0.18, at - 0.18 + 2 * np.pi, 60)
    around = np.stack((np.sign(np.sin(t)) * abs(np.sin(t)) ** power * width / 2, -np.sign(np.cos(t)) * abs(np.cos(t)) ** power * height / 2), 1)
    tip = np.array([[np.sin(at) * width * 0.5 + rng.uniform(-0.3, 0.1), 0.5 + rng.uniform(0.2, 0.45)]])
    return [np.concatenate((tip, around, tip)), *_content(rng, width * 0.5, rng.integers(4))], []


def thought(rng, source):
    """A cloud with two or three circles that lead to it."""
    n = int(rng.integers(6, 10))
    angles = np.arange(n) * 2 * np.pi / n
    cloud = [_ring(0.5, 0.45, a - 1.2, a + 1.2, np.sin(a) * 0.55, -np.cos(a) * 0.32) for a in angles]
    trail = [_ring(d, d, x=-0.3 - 0.14 * k, y=0.62 + 0.17 * k) for k, d in enumerate((0.16, 0.11, 0.07)[:rng.integers(2, 4)])]
    return cloud + trail, []


def _content(rng, reach, kind):
    """What is in a bubble: nothing, lines of text, dots, a cross or a tick."""
    if kind == 1:
        return [np.array([[-reach, y], [reach * rng.uniform(0.5, 1), y]]) for y in (-0.18, 0.02, 0.2)[:rng.integers(2, 4)]]
    if kind == 2:
        return [_ring(0.12, 0.12, x=x * reach * 0.7) for x in (-1, 0, 1)]
    if kind == 3:
        r = reach * 0.6
        return [np.array([[-r, -0.2], [r, 0.2]]), np.array([[r, -0.2], [-r, 0.2]])]
    return []


def full_ring(rng, source):
    """A ring with something in it that no nought has: another ring, dots, a cross, lines, a letter. One dot or one slash a nought may have."""
    width = rng.uniform(0.75, 1.3)
    kind = rng.integers(5)  # another ring, lines, dots, a cross, a letter
    if kind == 4:
        letters = source["letters"]
        inner = [s * 0.5 for s in unit(letters[rng.integers(len(letters))].strokes)]
    else:
        inner = [_ring(width * rng.uniform(0.3, 0.65), rng.uniform(0.3, 0.65))] if kind == 0 else _content(rng, width * 0.3, kind)
    ring = [_ring(width, 1.0, 0.0, 2 * np.pi + rng.uniform(-0.1, 0.2))]
    return ring + inner, [ring]


def scraps(rng, source):
    """Pieces of a form's lines where a picture was cut out of it: corners, tees and crossings that are no digit's, or level dashes."""
    kind, (x, y) = rng.integers(6), rng.uniform(0.3, 1, 2)
    mid = rng.uniform(0.25, 0.75)
    up, flat = shapes.line((0, 0), (0, y)), lambda at: shapes.line((0, at), (x, at))
    lines = ([up, flat(y)], [up, flat(0)], [up, flat(0), flat(y)], [shapes.line((mid * x, 0), (mid * x, y)), flat(mid * y)],
             [shapes.line((a, mid * 0.1), (a + 0.5 / 4, mid * 0.1)) for a in np.arange(rng.integers(2, 5)) / 4],
             [up, shapes.line((x, 0), (x, y)), flat(y * rng.integers(2))])[kind]
    return [line + rng.normal(0, 0.006, (1, 2)) for line in lines], []


def frame(rng, source):
    """A form's box of any shape, seldom of two or three fields, ruled: its sides are straight and its corners square."""
    w, h = (1, rng.uniform(0.35, 1)) if rng.random() < 0.4 else (rng.uniform(0.4, 1), 1)
    across = rng.random() < 0.5
    parts = int(rng.choice((1, 1, 1, 2, 3)))
    inner = [[(x, 0), (x, h)] if across else [(0, x / w * h), (w, x / w * h)] for x in np.arange(1, parts) * w / parts]
    return [np.array(line, float) for line in ([(0, 0), (w, 0), (w, h), (0, h), (0, 0)], *inner)], []


def letter(rng, source):
    """One of the letters b, q, B, S and z in a form that only the letter has."""
    return letterforms.any_form(rng), []


def script(rng, source):
    """A digit of another script that looks like none of 0 to 9."""
    forms = list(glyphs.scripts().values())
    return (forms[rng.integers(len(forms))], []) if forms else letter(rng, source)


# Each kind's weight in a round of training, how it is made, and its pen's width as a share of its longest side.
PEN = 0.02, 0.09
KINDS = {
    "digits side by side": (20, pair, (0.02, 0.08)),
    "MNIST digits side by side": (14, mnist_pair, None),
    "halves of digits": (8, halves.half, None),
    "digits with a neighbour's stroke": (8, halves.with_neighbour, None),
    "digits mirrored or upside down": (10, turned_over, PEN),
    "scraps of lines": (3, scraps, (0.01, 0.1)),
    "empty frames": (5, frame, (0.004, 0.05)),
    "dashes and slashes": (12, stroke, (0.008, 0.24)),
    "a dot": (2, dot, None),
    "balloons": (7, balloon, (0.015, 0.055)),
    "speech bubbles": (4, bubble, PEN),
    "thought bubbles": (4, thought, (0.02, 0.05)),
    "rings with something in them": (10, full_ring, (0.02, 0.07)),
    "letters b, q, B, S, z": (10, letter, PEN),
    "other scripts' digits": (10, script, PEN),
}
STRAIGHT = ("digits side by side", "dashes and slashes", "scraps of lines", "empty frames")  # whose angles and places are as they were drawn


def picture(name, rng, source, held_out=False):
    """Encoded pictures of a kind: the picture, and its parts alone. held_out draws in another way than training does."""
    _, make, pen = KINDS[name]
    drawn, parts = make(rng, source)
    style = draw.STYLES[rng.choice(len(draw.STYLES), p=draw.SHARES)]
    if isinstance(drawn, np.ndarray):
        return [draw.dress(drawn, style, rng), *(draw.png(255 - part) for part in parts)]
    if not held_out and name not in STRAIGHT:
        drawn = vary(drawn, rng, rng.uniform(0, 0.7))
    scale = rng.uniform(0.4, 0.92)
    share = np.exp(rng.uniform(*np.log(pen)))
    size = (200, 500) if held_out else (90, 400)
    plain = np.random.default_rng(0)
    return [draw.canvas(unit(drawn), rng, style, size, (share * scale,) * 2, (scale,) * 2),
            *(draw.canvas(unit(part), plain, "dark", (120, 121), (0.05, 0.05), (0.8, 0.8)) for part in parts)]


def any_kind(rng):
    """A kind's name, by weight."""
    weights = np.array([weight for weight, *_ in KINDS.values()], float)
    return list(KINDS)[rng.choice(len(weights), p=weights / weights.sum())]
