"""Digits as some hands draw them and the data's writers hardly do, as unit strokes: ones of a ruler or with a long flag or a foot, upright
barred sevens and curly ones, slashed noughts, eights open at the top, fours with a stem that stands apart or with a closed top, sixes whose
loop ends in a tail, and digits of straight strokes."""
import numpy as np

from .signs import curve


def line(a, b, points=9):
    """A straight stroke of so many points, which strokes.vary can bend."""
    return np.linspace(a, b, points)


def lean(degrees):
    """How far the foot of an upright stroke of height 1 lies to the left of its head."""
    return -np.tan(np.radians(degrees))


def straight(rng):
    """A one that is a plain stroke: mostly as upright as a ruler, at times leaning by up to 25 degrees; two points, or a mouse's waver."""
    kind = rng.random()
    degrees = rng.uniform(-1.5, 1.5) if kind < 0.5 else rng.uniform(-4, 4) if kind < 0.7 else rng.uniform(-12, 25)
    degrees = 0.0 if rng.random() < 0.25 else degrees
    stroke = line((0, 0), (lean(degrees), 1), 2 if rng.random() < 0.6 else 24)
    if len(stroke) > 2:
        t = np.linspace(0, 1, len(stroke))
        stroke[:, 0] += rng.uniform(-0.03, 0.03) * np.sin(np.pi * t) + rng.uniform(0, 0.012) * np.sin(rng.uniform(4, 16) * t + rng.uniform(0, 6))
    return [stroke]


def flagged(rng):
    """A one whose flag has 40 to 105% of the stem's length; from 60 degrees off the upright on, a flag would be a seven's top."""
    length, angle, degrees = rng.uniform(0.4, 1.05), np.radians(rng.uniform(22, 55)), rng.uniform(-8, 18)
    flag = np.array((-np.sin(angle), np.cos(angle))) * length
    foot = np.array((lean(degrees), 1))
    if rng.random() < 0.7:
        return [np.concatenate((line(flag, (0, 0)), line((0, 0), foot)))]
    return [line((0, 0), foot), line(flag, (0, 0))]


def footed(rng):
    """A one with a foot, and mostly a short flag, which may be hooked."""
    degrees, reach = rng.uniform(-3, 10), rng.uniform(0.13, 0.4)
    foot = np.array((lean(degrees), 1))
    off, tilt = rng.uniform(-0.06, 0.06), rng.uniform(-0.03, 0.03)
    base = line(foot + (off - reach, tilt), foot + (off + reach, -tilt))
    if rng.random() < 0.2:
        return [line((0, 0), foot), base]
    length, angle = rng.uniform(0.15, 0.55), np.radians(rng.uniform(30, 65))
    end = np.array((-np.sin(angle), np.cos(angle))) * length
    flag = line(end, (0, 0))
    if rng.random() < 0.35:  # a hook: it rises from its end and comes level to the stem
        t = np.linspace(0, 1, 9)[:, None]
        flag = flag + (0, -rng.uniform(0.1, 0.3) * length) * np.sin(np.pi * t) * (1 - t)
    return [np.concatenate((flag, line((0, 0), foot))), base]


def barred_seven(rng):
    """A seven with a bar, its stem upright or nearly; at times with a tick at the left of its top."""
    width, degrees = rng.uniform(0.35, 0.7), rng.uniform(-2, 16)
    foot = np.array((width + lean(degrees), 1))
    y = rng.uniform(0.4, 0.62)
    x = width + lean(degrees) * y + rng.uniform(-0.04, 0.04)
    reach, tilt = rng.uniform(0.12, 0.28), rng.uniform(-0.05, 0.08)
    tick = [line((rng.uniform(-0.03, 0.02), rng.uniform(0.08, 0.18)), (0, 0))] if rng.random() < 0.3 else []
    top = np.concatenate([*tick, line((0, rng.uniform(-0.03, 0.04)), (width, 0)), line((width, 0), foot)])
    return [top, line((x - reach, y + tilt), (x + reach, y - tilt))]


def slashed_zero(rng):
    """A nought with a slash, within it or beyond; seldom the other way."""
    width, start = rng.uniform(0.45, 0.85) / 2, rng.uniform(0, 0.4)
    t = np.linspace(start, start + 2 * np.pi + rng.uniform(-0.1, 0.3), 48)
    nought = np.stack((-np.sin(t) * width, -np.cos(t) * 0.5), 1) * (1 + rng.normal(0, 0.02, 2))
    angle, reach = rng.uniform(0.35, 1.1), rng.uniform(0.35, 0.68)
    half = np.array((np.sin(angle) * min(reach, width * 1.5 / np.sin(angle)), -np.cos(angle) * reach))
    if rng.random() < 0.08:
        half[0] *= -1
    off = rng.normal(0, 0.03, 2)
    return [nought, line(off - half, off + half)]


def open_eight(rng):
    """An eight whose stroke does not come back to where it began: its top is open by up to a third of its width."""
    gap = rng.uniform(0.08, 0.33)
    waist, belly = rng.uniform(0.4, 0.5), rng.uniform(0.38, 0.5)
    points = np.array([(0.72 - gap / 2, 0.1), (0.45, 0), (0.13, 0.17), (0.45, waist), (0.5 + belly, 0.74), (0.48, 1), (0.48 - belly, 0.74),
                       (0.5, waist + 0.03), (0.86, 0.2), (0.74 + gap / 2, 0.1 - rng.uniform(0, 0.12))])
    drawn = curve(points + rng.normal(0, 0.015, points.shape), steps=72) * (rng.uniform(0.6, 0.85), 1)
    return [drawn * (-1, 1) if rng.random() < 0.25 else drawn]


def apart_four(rng):
    """A four whose stem stands apart from its angle, or just meets it."""
    x, bar, gap = rng.uniform(0.5, 0.75), rng.uniform(0.52, 0.68), rng.uniform(0.02, 0.15)
    top, slant = rng.uniform(0, 0.35), rng.uniform(-0.06, 0.06)
    angle = np.concatenate((line((rng.uniform(0.08, 0.35), rng.uniform(0, 0.12)), (0, bar)), line((0, bar), (x - gap, bar + slant))))
    stem_lean = rng.uniform(-0.03, 0.1)
    return [angle, line((x + stem_lean * (1 - top), top), (x, 1))]


def closed_four(rng):
    """A four with a closed top: a triangle on its stem."""
    x, bar, over = rng.uniform(0.35, 0.75), rng.uniform(0.42, 0.75), max(rng.uniform(-0.1, 0.3), 0)
    foot = (x - rng.uniform(-0.05, 0.12), 1)
    if rng.random() < 0.5:
        return [np.concatenate((line((x, 0), (0, bar)), line((0, bar), (x + over, bar)))), line((x, 0), foot)]
    return [np.concatenate((line((x, bar), (0, bar)), line((0, bar), (x, 0)), line((x, 0), foot)))]


def curly_seven(rng):
    """A seven whose top hangs like a cup or a wave, often with a loop at its corner, and with a bar at the height of its middle or lower."""
    barred = rng.random() < 0.88
    deep, width = rng.uniform(0.05, 0.24 if barred else 0.13), rng.uniform(0.55, 0.85)
    top = [(0, rng.uniform(-0.03, 0.04)), (0.12 * width, 0.75 * deep), (0.45 * width, deep), (0.8 * width, 0.4 * deep), (width, rng.uniform(-0.06, 0.02))]
    if rng.random() < 0.5:
        size = rng.uniform(0.06, 0.14)
        top += [(width + size, size), (width, 1.8 * size)]
    foot = np.array((width * rng.uniform(0.2, 0.75), 1))
    corner = np.array(top[-1])
    stem = [tuple(corner + (foot - corner) * t) for t in (0.35, 0.7, 1)]
    drawn = curve(np.array(top + stem) + rng.normal(0, 0.012, (len(top) + 3, 2)), steps=72)
    if not barred:
        return [drawn]
    y, reach, tilt = rng.uniform(0.48, 0.76), rng.uniform(0.15, 0.32), rng.uniform(-0.06, 0.12)
    x = (corner + (foot - corner) * (y - corner[1]) / (1 - corner[1]))[0] + rng.uniform(-0.05, 0.05)
    return [drawn, line((x - reach, y + tilt), (x + reach, y - tilt))]


def tailed_six(rng):
    """A six whose flat loop comes back over its stem and ends in a tail below."""
    wide, low = rng.uniform(0.6, 0.9), rng.uniform(0.68, 0.85)
    end = (rng.uniform(-0.05, 0.12), low + rng.uniform(-0.02, 0.2))
    points = np.array([(0.8 * wide, rng.uniform(0.02, 0.16)), (0.45 * wide, 0), (0.1, 0.25), (0.1, 0.5), (0.25, low), (0.6 * wide, low + 0.05), (wide, low - 0.08),
                       (0.65 * wide, low - rng.uniform(0.18, 0.28)), (0.2, low - rng.uniform(0.06, 0.14)), end])
    return [curve(points + rng.normal(0, 0.015, points.shape), steps=90)]


# The corners of a figure eight of straight strokes, from the top left on, and the way of a pen along them.
CORNERS = {"a": (0, 0), "b": (1, 0), "c": (0, 0.5), "d": (1, 0.5), "e": (0, 1), "f": (1, 1)}
# An upright box is no nought and a box in two no eight: they are a form's, empty.
ANGULAR = {"2": ("abdcef",), "3": ("abfe", "cd"), "4": ("acd", "bf"), "5": ("bacdfe",), "6": ("baefdc",), "7": ("abf",),
           "9": ("dcabfe",)}


def angular(rng):
    """A digit of level and upright strokes alone, as a mouse draws it or as displays show it, and its label."""
    label = list(ANGULAR)[rng.integers(len(ANGULAR))]
    size, bow = np.array((rng.uniform(0.4, 0.75), 1)), rng.normal(0, 0.03, (len(CORNERS), 2))
    at = {name: np.array(corner) * size + off for (name, corner), off in zip(CORNERS.items(), bow)}
    return [np.concatenate([line(at[a], at[b]) for a, b in zip(way, way[1:])]) for way in ANGULAR[label]], label


def opened(strokes, rng):
    """Somebody's eight of one stroke, cut off at both ends so that its top is open; others as they are."""
    if len(strokes) != 1 or len(strokes[0]) < 20:
        return strokes
    n = len(strokes[0])
    first, last = (int(n * rng.uniform(0.02, 0.07)) for _ in range(2))
    return [strokes[0][first:n - last]]


def pulled_apart(strokes, rng):
    """Somebody's four of two strokes, the second moved away to the right; others as they are."""
    if len(strokes) != 2:
        return strokes
    return [strokes[0], strokes[1] + (rng.uniform(0.02, 0.14), 0)]
