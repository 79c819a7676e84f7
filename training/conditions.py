"""The groups of pictures that only the test needs: rare habits, decoys, and digits and none among shadows and desks.

They are drawn with seeds of their own and in other ways than the training draws: strokes as they are, larger canvases, the test writers'
digits and MNIST's test images. Where the serving recipe finds no digit, a picture counts as it is.
"""
import numpy as np

from . import decoys, draw, habits, scenes, shapes

PER_KIND = 200


def _upright(rng):
    """A picture of a one that is a plain stroke, upright to two degrees, drawn with any pen in any style."""
    stroke = shapes.line((0, 0), (shapes.lean(rng.uniform(-2, 2)), 1), 2)
    scale, share = rng.uniform(0.35, 0.95), np.exp(rng.uniform(np.log(0.005), np.log(0.25)))
    return draw.canvas([stroke], rng, draw.STYLES[rng.integers(len(draw.STYLES))], (150, 600), (share * scale,) * 2, (scale,) * 2)


def _scene(name, rng, digits):
    drawing = digits[rng.integers(len(digits))]
    return scenes.digit(name, rng, drawing.strokes, True)[0], int(drawing.label)


def _makers(source):
    yield "straight ones, upright", lambda rng: (_upright(rng), 1)
    if {"digits", "letters", "images"} <= set(source):
        for name in habits.KINDS:
            yield name, lambda rng, name=name: habits.picture(name, rng, source, True)
        for name in scenes.KINDS:
            yield f"digits, {name}", lambda rng, name=name: _scene(name, rng, source["digits"])
        for name in decoys.KINDS:
            yield f"no digit: {name}", lambda rng, name=name: (decoys.picture(name, rng, source, True)[0], None)
    for name in dict.fromkeys(scenes.EMPTY):
        yield f"no ink: {name}", lambda rng, name=name: (scenes.empty(name, rng, True), None)


def groups(source):
    """Pairs of a name and its samples, pairs of an encoded picture and a digit or None. source is as habits.KINDS takes it, or less."""
    for k, (name, make) in enumerate(_makers(source)):
        yield name, [make(np.random.default_rng([41, k, i])) for i in range(PER_KIND)]
