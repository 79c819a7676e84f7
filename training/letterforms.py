"""The letters b, q, B, S and z as unit strokes, in forms that no digit has: with the serifs, hooks and bars that writers add to tell them."""
import numpy as np

from .shapes import line
from .signs import curve


def _bowl(x, top, bottom, reach, side):
    """A half ring from the stem at x and back to it."""
    t = np.linspace(0, np.pi, 24)
    y = (top + bottom) / 2 - np.cos(t) * (bottom - top) / 2
    return np.stack((x + side * np.sin(t) ** 0.8 * reach, y), 1)


def _serif(x, y, reach):
    return line((x - reach, y), (x + reach, y), 3)


def b(rng):
    """An upright stem with a serif at its head, that goes on below the bowl."""
    top, reach, past = rng.uniform(0.4, 0.52), rng.uniform(0.35, 0.5), rng.uniform(0.06, 0.12)
    head = line((-rng.uniform(0.1, 0.2), rng.uniform(0, 0.06)), (0, 0), 3)
    return [np.concatenate((head, line((0, 0), (0, 1)))), _bowl(0, top, 1 - past, reach, 1), _serif(0, 1, rng.uniform(0.05, 0.14))]


def q(rng):
    """An upright stem with a bowl at its left, whose foot has a hook to the right or a bar through it."""
    bottom, reach = rng.uniform(0.48, 0.6), rng.uniform(0.35, 0.5)
    stem = line((0, -rng.uniform(0, 0.1)), (0, 1))
    if rng.random() < 0.5:
        end = curve(np.array([(0, 0.85), (0.02, 0.98), (0.12, 1.02), (rng.uniform(0.22, 0.35), rng.uniform(0.8, 0.92))]))
    else:
        end = line((-0.16, 0.8 + rng.uniform(-0.04, 0.08)), (0.16, 0.76 + rng.uniform(-0.04, 0.04)), 3)
    return [_bowl(0, 0, bottom, reach, -1), stem, end]


def capital_b(rng):
    """A straight stem whose ends stand out at the left of two bowls."""
    waist, over, upper = rng.uniform(0.42, 0.54), rng.uniform(0.1, 0.2), rng.uniform(0.32, 0.45)
    top = np.concatenate((line((-over, 0), (0, 0), 3), _bowl(0.12, 0, waist, upper, 1), line((0.12, waist), (0, waist), 3)))
    bottom = np.concatenate((line((0, waist), (0.12, waist), 3), _bowl(0.12, waist, 1, upper * rng.uniform(1.05, 1.25), 1), line((0.12, 1), (-over, 1), 3)))
    return [line((0, 0), (0, 1)), top, bottom]


def capital_s(rng):
    """A curve whose ends have upright serifs."""
    points = np.array([(0.62, 0.17), (0.35, 0), (0.05, 0.2), (0.33, 0.48), (0.63, 0.76), (0.32, 1), (0, 0.84)]) + rng.normal(0, 0.015, (7, 2))
    reach = rng.uniform(0.09, 0.16)
    ends = [line(p - (0, reach), p + (0, reach), 3) for p in (points[0], points[-1])]
    return [curve(points, steps=64), *ends]


def z(rng):
    """A zigzag with a bar through it, or with serifs."""
    width = rng.uniform(0.6, 0.9)
    corners = [(0, 0), (width, 0), (0, 1), (width, 1)]
    drawn = np.concatenate([line(p, r, 6) for p, r in zip(corners, corners[1:])])
    if rng.random() < 0.6:
        return [drawn, line((width * 0.2, 0.5 + rng.uniform(-0.05, 0.05)), (width * 0.8, 0.5 + rng.uniform(-0.05, 0.05)), 3)]
    reach = rng.uniform(0.12, 0.2)
    return [drawn, line((0, 0), (-0.02, reach), 3), line((width, 1), (width + 0.02, 1 - reach), 3)]


FORMS = (b, q, capital_b, capital_s, z)


def any_form(rng):
    return FORMS[rng.integers(len(FORMS))](rng)
