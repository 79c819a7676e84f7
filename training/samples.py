"""Draws contact sheets of the training's pictures, one PNG for each kind: what is drawn, and what the serving recipe makes of it.

Frames: green, learnt as this digit; red, learnt as no digit; grey, left out, because it comes out blank or altered.
"""
import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from . import decoys, habits, idx, pool, scenes, strokes, tensors
from .sheet import PLAIN

CELL, COLUMNS = 70, 10


def makers():
    """Each kind's function of a generator and a source, to encoded pictures and a label, by group and name."""
    for name in habits.KINDS:
        yield f"habit-{name}", lambda rng, source, name=name: _digit(habits.picture(name, rng, source))
    for name in decoys.KINDS:
        yield f"decoy-{name}", lambda rng, source, name=name: (decoys.picture(name, rng, source), pool.JUNK)
    for name in scenes.KINDS:
        yield f"scene-{name}", lambda rng, source, name=name: _scene(name, rng, source)
    for name in dict.fromkeys(scenes.EMPTY):
        yield f"empty-{name}", lambda rng, source, name=name: ([scenes.empty(name, rng)], pool.JUNK)


def _digit(made):
    return [made[0]], made[1]


def _scene(name, rng, source):
    drawing = source["digits"][rng.integers(len(source["digits"]))]
    return scenes.digit(name, rng, drawing.strokes), int(drawing.label)


def _draw(name, made, images, first, kept, folder):
    sheet = Image.new("L", (COLUMNS * (2 * CELL + 8), -(-len(made) // COLUMNS) * (CELL + 6)), 128).convert("RGB")
    for i, (files, label) in enumerate(made):
        x, y = i % COLUMNS * (2 * CELL + 8), i // COLUMNS * (CELL + 6)
        colour = (128, 128, 128) if not kept[i] else (220, 60, 60) if label == pool.JUNK else (60, 180, 60)
        ImageDraw.Draw(sheet).rectangle((x, y, x + 2 * CELL + 4, y + CELL + 3), outline=colour, width=2)
        sent = Image.open(io.BytesIO(files[0])).convert("RGBA")
        sent = Image.alpha_composite(Image.new("RGBA", sent.size, "white"), sent).convert("RGB")
        sent.thumbnail((CELL - 2, CELL - 2))
        sheet.paste(sent, (x + 3, y + 3))
        sheet.paste(Image.fromarray(images[first[i]]).resize((CELL - 2, CELL - 2), Image.NEAREST).convert("RGB"), (x + CELL + 4, y + 3))
        if label != pool.JUNK:
            ImageDraw.Draw(sheet).text((x + CELL + 6, y + 3), str(label), fill=(60, 220, 60))
    sheet.save(folder / f"{name.translate(PLAIN)}.png")


def run(options):
    tensors.build()
    images, labels = idx.load(options.mnist, "train")
    source = {"images": images, "labels": labels, **{key: strokes.split(strokes.read(files))["train"]
                                                     for key, files in (("digits", options.digits), ("letters", options.letters))}}
    folder = Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    for k, (name, make) in enumerate(makers()):
        if options.kind and options.kind not in name:
            continue
        made = [make(np.random.default_rng([31, k, i]), source) for i in range(options.most)]
        x, ok = tensors.prepare(file for files, _ in made for file in files)
        first, kept = pool.kept(x, ok, [len(files) for files, _ in made], np.array([label for _, label in made]))
        _draw(name, made, x, first, kept, folder)
        print(f"{name:45} {(~ok[first]).mean():6.1%} blank, {(ok[first] & ~kept).mean():6.1%} altered", flush=True)


def add_arguments(parser):
    parser.add_argument("--mnist", type=Path, required=True, help="folder with MNIST's IDX files")
    parser.add_argument("--digits", type=Path, nargs="+", required=True, help="pen-drawn digits: strokes, one JSON object a line")
    parser.add_argument("--letters", type=Path, nargs="+", required=True, help="pen-drawn letters, likewise")
    parser.add_argument("--kind", help="only kinds whose name holds this")
    parser.add_argument("--most", type=int, default=50, help="pictures on a sheet (default %(default)s)")
    parser.add_argument("--out", default="samples", help="folder for the PNGs (default %(default)s)")
