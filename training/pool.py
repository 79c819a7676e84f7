"""The pictures to learn from, in rounds of about 140,000 tensors, made once and kept under training/.cache.

A round holds every MNIST training image warped anew, every drawing of the training writers rendered several times in the client styles,
photos of some, letters, and made-up junk; all of it has been through the serving recipe. Each picture has a generator of its own, seeded
by round and number, so a round does not depend on how many processes make it.
"""
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from . import cache, draw, junk, photo, strokes, tensors, warp

JUNK = 10  # the label of what is no digit
GROUPS = ("mnist", "pen", "photo", "letter", "junk")
STYLE_SHARES = (0.4, 0.15, 0.12, 0.13, 0.13, 0.07)
PIECE = 500

_source = {}


def _load(source):
    _source.update(source)


def _picture(group, index, rng, held_out):
    """One encoded picture and its label."""
    digits, letters = _source["digits"], _source["letters"]
    strength = 0.0 if held_out else rng.uniform(0.2, 1.2)
    if group == "junk":
        return junk.made_up(rng, digits, letters, held_out), JUNK
    from_letters = group == "letter" or (group == "photo" and rng.random() < 0.15 and not held_out)
    drawings = letters if from_letters else digits
    drawing = drawings[index % len(drawings)]
    label = JUNK if from_letters else int(drawing.label)
    lines = drawing.strokes if held_out else strokes.habit(drawing.label, drawing.strokes, rng)
    lines = strokes.vary(lines, rng, strength)
    if group == "photo":
        return photo.photo(lines, rng), label
    return draw.canvas(lines, rng, draw.STYLES[rng.choice(len(draw.STYLES), p=STYLE_SHARES)]), label


def _piece(group, start, stop, seed, held_out):
    made = [_picture(group, i, np.random.default_rng([seed, GROUPS.index(group), i]), held_out) for i in range(start, stop)]
    return [file for file, _ in made], [label for _, label in made]


def build(source, counts, seed, held_out=False):
    """Tensors uint8 [n,28,28], labels and groups uint8 [n] of so many pictures per group; what comes out blank is left out.

    source: digits and letters (lists of Drawing), and for the group mnist images uint8 [n,28,28] and labels. held_out draws as given,
    without variation, and junk of the kinds that are not trained on.
    """
    images, labels, groups = [], [], []
    if counts.get("mnist"):
        warped = warp.warp(source["images"][:counts["mnist"]], seed)
        x, ok = tensors.prepare((draw.png(im) for im in warped), len(warped))
        images.append(x[ok]), labels.append(source["labels"][:len(x)][ok]), groups.append(np.zeros(ok.sum(), np.uint8))
    # Forked workers would hold the pipe to the recipe's process open, and it would never see the end of its input.
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawned, initializer=_load, initargs=({k: source[k] for k in ("digits", "letters")},)) as workers:
        for group in GROUPS[1:]:
            if not (count := counts.get(group, 0)):
                continue
            found = []

            def files():
                spans = [(a, min(a + PIECE, count)) for a in range(0, count, PIECE)]
                for part, part_labels in workers.map(_piece, *zip(*((group, a, b, seed, held_out) for a, b in spans))):
                    found.extend(part_labels)
                    yield from part

            x, ok = tensors.prepare(files(), count)
            print(f"{group}: {count} pictures, {1 - ok.mean():.2%} blank", flush=True)
            images.append(x[ok]), labels.append(np.array(found, np.uint8)[ok]), groups.append(np.full(ok.sum(), GROUPS.index(group), np.uint8))
    return tuple(np.concatenate(parts) for parts in (images, labels, groups))


def cached(name, key, make):
    """The arrays that make() returned when it was first asked for this name and key."""
    file = cache.path(name, key, ".npz")
    if not file.exists():
        images, labels, groups = make()
        part = file.with_suffix(".part.npz")
        np.savez(part, images=images, labels=labels, groups=groups)
        part.rename(file)
    with np.load(file) as kept:
        return kept["images"], kept["labels"], kept["groups"]
