"""The groups of pictures that a service is scored on: what a client would send, and the right answer.

A sample is (path, body, content type, label); the label is a digit, or None for what is no digit, or BLANK for what holds no ink.
All are made from the data given, with fixed seeds, of the writers that no model was trained on.
"""
import importlib.util
import random
from pathlib import Path

import numpy as np

from . import conditions, draw, idx, junk, photo, signs, strokes

BLANK = "blank"
STYLE_SIZE, STYLE_LINE, STYLE_SCALE = (120, 600), (0.03, 0.085), (0.35, 0.95)
PER_KIND = 200


def image(file, label):
    kind = "image/png" if file[:4] == b"\x89PNG" else "image/webp" if file[:4] == b"RIFF" else "image/jpeg"
    return "/predict/image", file, kind, label


def mnist(folder):
    images, labels = idx.load(folder, "test")
    yield "MNIST test set, raw pixels", [("/predict/raw", im.tobytes(), "application/octet-stream", int(y)) for im, y in zip(images, labels)]
    yield "MNIST test set, as PNG", [image(draw.png(im), int(y)) for im, y in zip(images, labels)]


def _renderer(script):
    spec = importlib.util.spec_from_file_location("renderer", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.render


def _rendered(drawings, script, label):
    """The drawings as the renderer's canvas shows them by default."""
    render = _renderer(script)
    return [image(draw.png(np.asarray(render([s.tolist() for s in d.strokes], random.Random(f"0:{d.id}")))), label(d)) for d in drawings]


def pen(digits, renderer):
    """The test writers' digits as a canvas, in each client style, and photographed."""
    if renderer:
        yield "pen digits, canvas", _rendered(digits, renderer, lambda d: int(d.label))
    for k, style in enumerate(draw.STYLES):
        rngs = (np.random.default_rng([21, k, i]) for i in range(len(digits)))
        yield f"pen digits, {style}", [
            image(draw.canvas(strokes.unit(d.strokes), rng, style, STYLE_SIZE, STYLE_LINE, STYLE_SCALE), int(d.label)) for d, rng in zip(digits, rngs)]
    rngs = (np.random.default_rng([22, i]) for i in range(len(digits)))
    yield "pen digits, photo", [image(photo.photo(strokes.unit(d.strokes), rng), int(d.label)) for d, rng in zip(digits, rngs)]


def usps(file):
    with np.load(file) as data:
        images, labels = data["images"], data["labels"]
    big = np.pad(images, ((0, 0), (4, 4), (4, 4))).repeat(7, 1).repeat(7, 2)
    yield "USPS, 168 pixels", [image(draw.png(im), int(y)) for im, y in zip(big, labels)]


def letters(drawings, renderer):
    if renderer:
        yield "letters, canvas", _rendered(drawings, renderer, lambda d: None)
    rngs = (np.random.default_rng([23, i]) for i in range(len(drawings)))
    styles = [draw.STYLES[i % len(draw.STYLES)] for i in range(len(drawings))]
    yield "letters, all styles", [
        image(draw.canvas(strokes.unit(d.strokes), rng, style, STYLE_SIZE, STYLE_LINE, STYLE_SCALE), None)
        for d, rng, style in zip(drawings, rngs, styles)]


def no_writing():
    """Noise, checkerboards, gradients, filled boxes, scribbles, and kinds of junk that were not trained on."""
    pictures = {"noise": junk.noise, "checkerboards": junk.checkerboard, "gradients": junk.gradient, "filled boxes": junk.filled,
                "bricks (new kind)": junk.bricks}
    for k, (name, make) in enumerate(pictures.items()):
        rngs = [np.random.default_rng([24, k, i]) for i in range(PER_KIND)]
        yield name, [image(draw.png(make(rng, *rng.integers(28, 320, 2))), None) for rng in rngs]
    drawn = {"scribbles": signs.scribble, "hearts": signs.heart, "crowns (new kind)": signs.crown, "asterisks (new kind)": signs.asterisk,
             "waves (new kind)": signs.wave}
    for k, (name, make) in enumerate(drawn.items()):
        rngs = [np.random.default_rng([25, k, i]) for i in range(PER_KIND)]
        yield name, [image(draw.canvas(strokes.vary(make(rng), rng, 0.5), rng, "dark"), None) for rng in rngs]


def blank():
    """Pictures of every plain kind that hold no ink."""
    out = []
    for side in (1, 28, 120, 280, 600):
        for level in (0, 1, 128, 254, 255):
            plain = np.full((side, side), level, np.uint8)
            out += [draw.png(plain), draw.png(np.stack((plain,) * 3, -1)), draw.encode(plain, "JPEG", 80), draw.encode(np.stack((plain,) * 3, -1), "WEBP", 80)]
            out += [draw.png(np.stack((plain, np.full_like(plain, alpha)), -1)) for alpha in (0, 255)]
        rng = np.random.default_rng(side)
        out.append(draw.png((128 + rng.integers(-2, 3, (side, side))).astype(np.uint8)))
    yield "blank pictures", [image(file, BLANK) for file in out] + [
        ("/predict/raw", bytes([level]) * 784, "application/octet-stream", BLANK) for level in (0, 9, 255)]


def all_styles(name, drawings, label, seed):
    """A group of drawings as canvases in all client styles by turns, where there are any."""
    if drawings:
        rngs = (np.random.default_rng([seed, i]) for i in range(len(drawings)))
        yield name, [
            image(draw.canvas(strokes.unit(d.strokes), rng, draw.STYLES[i % len(draw.STYLES)], STYLE_SIZE, STYLE_LINE, STYLE_SCALE), label(d))
            for i, (d, rng) in enumerate(zip(drawings, rngs))]


def _parts(files, left_out):
    """The test writers of the first file and of the others, and the laboratories left out."""
    first, further = strokes.split(strokes.read(files[:1]), left_out), strokes.split(strokes.read(files[1:]), left_out)
    return first["test"], further["test"], first[strokes.LEFT_OUT] + further[strokes.LEFT_OUT]


def all_groups(options):
    """Every group that the data given allows, as pairs of a name and its samples."""
    source = {}
    if options.mnist:
        yield from mnist(options.mnist)
        source["images"], source["labels"] = idx.load(options.mnist, "test")
    if options.digits:
        first, further, left_out = _parts(options.digits, options.leave_out)
        source["digits"] = first + further
        digit = lambda d: int(d.label)
        yield from pen(first, options.renderer)
        yield from all_styles("digits, further files", further, digit, 26)
        yield from all_styles("digits, laboratory left out", left_out, digit, 27)
    if options.letters:
        first, further, left_out = _parts(options.letters, options.leave_out)
        source["letters"] = first + further
        none = lambda d: None
        yield from letters(first, options.renderer)
        yield from all_styles("letters, further files", further, none, 28)
        yield from all_styles("letters, laboratory left out", left_out, none, 29)
    if options.usps:
        yield from usps(options.usps)
    yield from ((name, [image(*each) for each in samples]) for name, samples in conditions.groups(source))
    yield from no_writing()
    yield from blank()


def add_arguments(parser):
    parser.add_argument("--mnist", type=Path, help="folder with MNIST's IDX files")
    parser.add_argument("--digits", type=Path, nargs="+", help="files of pen-drawn digits: strokes, one JSON object a line; the first has most groups")
    parser.add_argument("--letters", type=Path, nargs="+", help="files of pen-drawn letters, likewise")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="DONOR", help="laboratories that the training left out, measured apart")
    parser.add_argument("--usps", type=Path, help="USPS digits: npz with images [n,16,16] and labels")
    parser.add_argument("--renderer", type=Path, help="Python file with render(strokes, random), which draws strokes as a canvas does")
