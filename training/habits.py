"""Digits that the writers of the data hardly draw, as pictures: habits of other hands, pens of any width, and pictures of few pixels.

A kind takes a generator and a source (digits: a list of Drawing; images, labels: MNIST's) and gives what is drawn, its label, and the range of
the pen's width as a share of the digit's longest side. What is drawn are unit strokes, or coverage uint8 [h,w] that has its pen in it.
"""
import numpy as np

from . import coarse, draw, shapes
from .strokes import unit, vary

PEN = 0.035, 0.13
ANY_PEN = 0.004, 0.28
LOOPED = "04689"  # whose loops a pen of more than a quarter fills


def _shape(make, label, pen=PEN):
    return lambda rng, source: (make(rng), label, pen)


def _any(source, rng, labels="0123456789"):
    """Some writer's drawing of one of these labels."""
    while True:
        drawing = source["digits"][rng.integers(len(source["digits"]))]
        if drawing.label in labels:
            return drawing


def _of(make, labels="0123456789", pen=PEN):
    def kind(rng, source):
        drawing = _any(source, rng, labels)
        return make(drawing.strokes, rng), drawing.label, pen

    return kind


def _odd(rng):
    """A shape that is seldom drawn, and its label."""
    make, label = ODD[rng.integers(len(ODD))]
    return (make(rng), label) if label else make(rng)


def _odd_of(make):
    def kind(rng, source):
        shape, label = _odd(rng)
        return make(vary(shape, rng, rng.uniform(0, 0.6)), rng), label, None

    return kind


def _thin(rng, source):
    drawing = _any(source, rng)
    return drawing.strokes, drawing.label, (0.005, 0.03)


def _squeezed(rng, source):
    drawing = _any(source, rng, "2237")
    narrower = rng.uniform(0.55, 0.85), 1
    return [s * narrower for s in unit(drawing.strokes)], drawing.label, PEN


def _angular(rng, source):
    return *shapes.angular(rng), PEN


def _narrow(strokes):
    points = np.concatenate(strokes)
    return np.ptp(points[:, 0]) < 0.25 * np.ptp(points[:, 1])


def _turned(strokes, rng):
    """Turned by 15 to 35 degrees; what may be a plain stroke by 15 at most, because one that leans more is no digit."""
    angle = np.radians(rng.uniform(5, 15) if _narrow(strokes) else rng.uniform(15, 35)) * rng.choice((-1, 1))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return [s @ turn.T for s in unit(strokes)]


def _thick(rng, source):
    drawing = _any(source, rng)
    return drawing.strokes, drawing.label, (0.13, 0.23 if drawing.label in LOOPED else 0.28)


def _tiny(rng, source):
    drawing = _any(source, rng)
    return coarse.tiny(drawing.strokes, rng, 5 if drawing.label in "017" else 6), drawing.label, None


def _squares(rng, source):
    label = "0123456789"[rng.integers(10)]
    return coarse.squares(label, rng), label, None


def _mnist(rng, source):
    at = rng.integers(len(source["images"]))
    return coarse.mnist(source["images"][at], rng), str(source["labels"][at]), None


# What is drawn in cells and in few pixels as well; None for what tells its label itself.
ODD = ((shapes.straight, "1"), (shapes.flagged, "1"), (shapes.footed, "1"), (shapes.closed_four, "4"), (shapes.closed_four, "4"),
       (shapes.barred_seven, "7"), (shapes.curly_seven, "7"), (shapes.tailed_six, "6"), (shapes.open_eight, "8"), (shapes.angular, None), (shapes.angular, None))

# Each kind's weight in a round of training, and how it is made.
KINDS = {
    "straight ones": (16, _shape(shapes.straight, "1", ANY_PEN)),
    "straight ones, sharp bars": (8, _shape(coarse.bar, "1")),
    "straight ones, cells of 28x28": (8, _shape(coarse.cells, "1")),
    "ones with a long flag": (9, _shape(shapes.flagged, "1")),
    "ones with a foot": (6, _shape(shapes.footed, "1")),
    "upright barred sevens": (4, _shape(shapes.barred_seven, "7")),
    "curly sevens": (5, _shape(shapes.curly_seven, "7")),
    "slashed noughts": (7, _shape(shapes.slashed_zero, "0")),
    "open eights": (2, _shape(shapes.open_eight, "8")),
    "open eights, people's": (2, _of(shapes.opened, "8")),
    "fours with a stem apart": (2, _shape(shapes.apart_four, "4")),
    "fours with a stem apart, people's": (3, _of(shapes.pulled_apart, "4")),
    "closed fours": (8, _shape(shapes.closed_four, "4")),
    "sixes with a tail": (2, _shape(shapes.tailed_six, "6")),
    "straight strokes alone": (4, _angular),
    "square pixels": (12, _squares),
    "drawn in cells": (7, _of(coarse.drawn_in_cells)),
    "drawn in cells, odd shapes": (6, _odd_of(coarse.drawn_in_cells)),
    "6 to 12 pixels high": (16, _tiny),
    "6 to 12 pixels high, odd shapes": (9, _odd_of(coarse.tiny)),
    "reduced photos": (10, _of(coarse.reduced)),
    "reduced photos, odd shapes": (8, _odd_of(coarse.reduced)),
    "narrow twos, threes and sevens": (4, _squeezed),
    "thin strokes": (5, _thin),
    "turned by up to 35 degrees": (8, _of(_turned)),
    "thick strokes": (9, _thick),
    "MNIST enlarged or cropped": (6, _mnist),
}


def picture(name, rng, source, held_out=False):
    """An encoded picture of a kind, and its label. held_out draws in another way than training does: strokes as given, larger canvases."""
    drawn, label, pen = KINDS[name][1](rng, source)
    style = draw.STYLES[rng.choice(len(draw.STYLES), p=draw.SHARES)]
    if isinstance(drawn, np.ndarray):
        return draw.dress(drawn, style, rng), int(label)
    if not held_out:
        straight = name.startswith("straight") or name.startswith("turned")
        drawn = unit(drawn) if straight else vary(drawn, rng, rng.uniform(0, 0.8))
    scale = rng.uniform(0.4, 0.9)
    share = np.exp(rng.uniform(*np.log(pen)))
    size = (200, 500) if held_out else (90, 400)
    return draw.canvas(drawn, rng, style, size, (share * scale,) * 2, (scale,) * 2), int(label)


def any_kind(rng):
    """A kind's name, by weight."""
    weights = np.array([weight for weight, _ in KINDS.values()], float)
    return list(KINDS)[rng.choice(len(weights), p=weights / weights.sum())]
