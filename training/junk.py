"""Ink that is no digit: signs drawn with a pen, pieces of digits and letters put together wrongly, and pictures without writing.

Picture kinds give uint8 [h,w]; those in HELD_OUT_PICTURES are never trained on.
"""
import numpy as np
from PIL import Image, ImageFilter

from . import draw, signs
from .strokes import unit, vary


def _beside(parts, gap):
    """Unit drawings in a row."""
    out, x = [], 0.0
    for part in parts:
        part = unit(part)
        points = np.concatenate(part)
        out += [s + [x - points[:, 0].min(), 0] for s in part]
        x += np.ptp(points[:, 0]) + gap
    return out


def row(rng, digits, letters):
    """Two to four digits or letters in a row: no single digit."""
    pick = lambda source: vary(source[rng.integers(len(source))].strokes, rng, 0.7)
    kind = rng.random()
    n = int(rng.integers(2, 5)) if rng.random() < 0.4 else 2
    return _beside([pick(digits if kind < 0.6 or (kind < 0.75 and i == 0) else letters) for i in range(n)], rng.uniform(0.05, 0.3))


def stacked(rng, digits, letters):
    """Two signs written over one another."""
    source = digits if rng.random() < 0.5 else letters
    a, b = (unit(source[i].strokes) for i in rng.integers(len(source), size=2))
    return a + [s + rng.uniform(-0.25, 0.25, 2) for s in b]


def crossed_out(rng, digits):
    """A digit that was struck through."""
    n = int(rng.integers(2, 6))
    lines = [np.array([[-0.6, 0], [0.6, 0]]) @ np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) + rng.normal(0, 0.12, 2)
             for a in rng.uniform(0, 0.7) + rng.normal(0, 0.35, n)]
    return unit(digits[rng.integers(len(digits))].strokes) + lines


def checkerboard(rng, h, w):
    c = int(rng.integers(2, 40))
    y, x = np.mgrid[:h, :w]
    return (((x // c + y // c) % 2) * 255).astype(np.uint8)


def stripes(rng, h, w):
    y, x = np.mgrid[:h, :w]
    a, f = rng.uniform(0, 3.2), rng.uniform(0.05, 1)
    return ((np.sin((x * np.cos(a) + y * np.sin(a)) * f) * rng.uniform(0.5, 8)).clip(-1, 1) * 127 + 128).astype(np.uint8)


def noise(rng, h, w):
    field = rng.normal(128, rng.uniform(15, 90), (h, w)).clip(0, 255).astype(np.uint8)
    return np.asarray(Image.fromarray(field).filter(ImageFilter.GaussianBlur(rng.uniform(0, 2)))) if rng.random() < 0.5 else field


def specks(rng, h, w):
    return np.where(rng.random((h, w)) < rng.uniform(0.001, 0.3), 0, 255).astype(np.uint8)


def blobs(rng, h, w):
    k = int(rng.integers(3, 14))
    small = Image.fromarray(rng.normal(size=(k, k)).astype(np.float32))
    return ((np.asarray(small.resize((w, h), Image.BICUBIC)) * rng.uniform(1, 20)).clip(-1, 1) * 127 + 128).astype(np.uint8)


def gradient(rng, h, w):
    y, x = np.mgrid[-1:1:h * 1j, -1:1:w * 1j]
    a = rng.uniform(0, 6.3)
    field = x * np.cos(a) + y * np.sin(a) if rng.random() < 0.6 else np.hypot(x - rng.uniform(-0.5, 0.5), y - rng.uniform(-0.5, 0.5))
    return ((field - field.min()) / np.ptp(field) * 255).astype(np.uint8)


def filled(rng, h, w):
    """A filled box or ellipse."""
    y, x = np.mgrid[:h, :w]
    cy, cx, a, b = rng.uniform(0.3, 0.7) * h, rng.uniform(0.3, 0.7) * w, rng.uniform(0.08, 0.4) * h, rng.uniform(0.08, 0.4) * w
    a, b = (b, a) if a > 2.2 * b else (a, b)  # an upright bar is a one: it is laid down
    inside = (abs(y - cy) < a) & (abs(x - cx) < b) if rng.random() < 0.6 else ((y - cy) / a) ** 2 + ((x - cx) / b) ** 2 < 1
    return np.where(inside, 0, 255).astype(np.uint8)


def bricks(rng, h, w):
    c = int(rng.integers(8, 50))
    y, x = np.mgrid[:h, :w]
    t = max(c // int(rng.integers(4, 10)), 1)
    return np.where((y % c < t) | ((x + (y // c % 2) * c) % (2 * c) < t), 0, 255).astype(np.uint8)


def hatched(rng, h, w):
    """An area of parallel lines, or of a lattice of them, with sharp edges."""
    y, x = np.mgrid[:h, :w]
    step, angle = rng.uniform(4, max(h, w) / 3), rng.uniform(0, np.pi)
    thickness = rng.uniform(0.15, 0.6) * step
    lines = (x * np.cos(angle) + y * np.sin(angle)) % step < thickness
    if rng.random() < 0.4:
        lines |= (y * np.cos(angle) - x * np.sin(angle)) % step < thickness
    return np.where(lines, 0, 255).astype(np.uint8)


def rings(rng, h, w):
    """Circles around one another, at times cut off by the edge, with grey between or without."""
    y, x = np.mgrid[:h, :w]
    away = np.hypot(y - rng.uniform(0.2, 0.8) * h, x - rng.uniform(0.2, 0.8) * w)
    waves = np.sin(away * rng.uniform(4, 12) * 2 * np.pi / max(h, w))
    return ((waves * rng.uniform(1, 9)).clip(-1, 1) * 127 + 128).astype(np.uint8)


def patch(rng, h, w):
    """A piece of one of the patterns on an empty page, often narrow and upright."""
    pattern = (checkerboard, stripes, noise, gradient, hatched, rings)[rng.integers(6)]
    tall, wide = (max(int(n * rng.uniform(0.3, 0.9)), 8) for n in (h, w))
    wide = min(wide, max(int(tall * rng.uniform(0.2, 0.6)), 4)) if rng.random() < 0.6 else wide
    page, y, x = np.full((h, w), 255, np.uint8), int(rng.integers(0, h - tall + 1)), int(rng.integers(0, w - wide + 1))
    page[y:y + tall, x:x + wide] = pattern(rng, tall, wide)
    return page


PICTURES = (checkerboard, stripes, noise, specks, blobs, gradient, filled, hatched, rings, patch, patch)
HELD_OUT_PICTURES = (bricks,)


def made_up(rng, digits, letters, held_out=False):
    """One piece of junk as an encoded picture, in a client style."""
    style = draw.STYLES[rng.choice(len(draw.STYLES), p=(0.4, 0.2, 0.1, 0.12, 0.12, 0.06))]
    kind = rng.random()
    if kind < 0.25 and not held_out:
        strokes = row(rng, digits, letters)
    elif kind < 0.35 and not held_out:
        strokes = stacked(rng, digits, letters) if rng.random() < 0.6 else crossed_out(rng, digits)
    elif kind < 0.76:
        source = signs.HELD_OUT if held_out else signs.TRAINED
        strokes = vary(source[rng.integers(len(source))](rng), rng, 0.7)
    else:
        source = HELD_OUT_PICTURES if held_out else PICTURES
        h, w = rng.integers(28, 320, 2)
        w = max(int(h * rng.uniform(0.15, 0.6)), 12) if rng.random() < 0.3 and not held_out else w
        return draw.dress(255 - source[rng.integers(len(source))](rng, h, w), style, rng)
    return draw.canvas(strokes, rng, style)
