"""Drawings that are no digit, or two at once, and look like one: what the model cannot know."""
import numpy as np

from . import draw, groups

SIDE, LINE, SCALE = 140, 9, 0.7
TURN = np.linspace(0, 2 * np.pi, 40)
ARC = np.stack((np.cos(TURN), np.sin(TURN)), 1)


def _lines(*strokes):
    return [np.array(stroke, float) for stroke in strokes]


SHAPES = {
    "stroke": _lines([(0.5, 0), (0.5, 1)]),
    "slash": _lines([(0.7, 0), (0.3, 1)]),
    "dash": _lines([(0, 0.5), (1, 0.5)]),
    "O": [ARC * (0.7, 1)],
    "C": [(ARC * (0.7, 1))[5:34]],
    "Z": _lines([(0, 0), (0.8, 0), (0, 1), (0.8, 1)]),
    "B": _lines([(0, 0), (0, 1), (0.5, 0.95), (0.6, 0.75), (0.5, 0.5), (0, 0.5), (0.45, 0.45), (0.55, 0.25), (0.45, 0.03), (0, 0)]),
    "4 or 9": _lines([(0.4, 0.06), (0.1, 0.12), (0.02, 0.45), (0.55, 0.45)], [(0.57, 0), (0.57, 1)]),
    "1 or 7": _lines([(0.15, 0.12), (0.5, 0), (0.4, 1)]),
}


def samples():
    """Requests as groups.py makes them, labelled with what was drawn."""
    for name, strokes in SHAPES.items():
        cover = draw.coverage(draw.place(strokes, SIDE, SIDE, SCALE, LINE), SIDE, SIDE, LINE)
        yield groups.image(draw.png(255 - cover), name)
