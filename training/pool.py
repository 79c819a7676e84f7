"""The pictures to learn from, in rounds, made once and kept under training/.cache.

A round holds every MNIST training image warped anew, every drawing of the training writers rendered several times in the client styles,
photos of some, letters, made-up junk, and what the data lacks: rare habits, digits among shadows and desks, and decoys that are no digit.
All of it has been through the serving recipe; what came out without what it is labelled as is left out (checks.py). Each picture has a
generator of its own, seeded by round and number, so a round does not depend on how many processes make it.
"""
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from . import cache, checks, decoys, draw, habits, junk, photo, scenes, strokes, tensors, warp

JUNK = 10  # the label of what is no digit
GROUPS = ("mnist", "pen", "photo", "letter", "junk", "habit", "decoy", "scene")
NEW = ("habit", "decoy", "scene")  # what no version before 5 has learnt, and so none can teach
EMPTY_SHARE = 0.2  # of the decoys, scenes without ink
PIECE = 500

_source = {}


def _load(source):
    _source.update(source)


def _picture(group, index, rng, held_out):
    """One encoded picture, with the pictures that it is held against, and its label."""
    digits, letters = _source["digits"], _source["letters"]
    strength = 0.0 if held_out else rng.uniform(0.2, 1.2)
    if group == "junk":
        return [junk.made_up(rng, digits, letters, held_out)], JUNK
    if group == "habit":
        file, label = habits.picture(habits.any_kind(rng), rng, _source, held_out)
        return [file], label
    if group == "decoy":
        if rng.random() < EMPTY_SHARE:
            return [scenes.empty(scenes.EMPTY[rng.integers(len(scenes.EMPTY))], rng, held_out)], JUNK
        return decoys.picture(decoys.any_kind(rng), rng, _source, held_out), JUNK
    from_letters = group == "letter" or (group == "photo" and rng.random() < 0.15 and not held_out)
    drawings = letters if from_letters else digits
    drawing = drawings[index % len(drawings)]
    label = JUNK if from_letters else int(drawing.label)
    if group == "scene":
        return scenes.digit(list(scenes.KINDS)[rng.integers(len(scenes.KINDS))], rng, drawing.strokes, held_out), label
    lines = drawing.strokes if held_out else strokes.habit(drawing.label, drawing.strokes, rng)
    lines = strokes.vary(lines, rng, strength)
    if group == "photo":
        return [photo.photo(lines, rng)], label
    return [draw.canvas(lines, rng, draw.STYLES[rng.choice(len(draw.STYLES), p=draw.SHARES)])], label


def _piece(group, start, stop, seed, held_out):
    return [_picture(group, i, np.random.default_rng([seed, GROUPS.index(group), i]), held_out) for i in range(start, stop)]


def kept(images, ok, sizes, labels):
    """Where each picture is among images, and which pictures may be learnt from, bool [pictures].

    images hold each picture followed by what it is held against; sizes say how many that are.
    """
    first = np.cumsum([0, *sizes[:-1]])
    fit = ok[first].copy()
    fit[fit] = (labels[fit] != JUNK) | ~checks.upright_stroke(images[first[fit]])
    owner = np.repeat(np.arange(len(sizes)), sizes)
    against = np.setdiff1d(np.arange(len(images)), first)
    if len(against):
        alike = checks.correlation(images[first[owner[against]]], images[against])
        digit = labels[owner[against]] != JUNK
        # A digit must look as it does alone, and several digits must not look like one of them.
        fit[owner[against][np.where(digit, alike < checks.ALIKE, alike > checks.SAME)]] = False
    return first, fit


def build(source, counts, seed, held_out=False):
    """Tensors uint8 [n,28,28], labels and groups uint8 [n] of so many pictures per group; what comes out blank or altered is left out.

    source: digits and letters (lists of Drawing), images uint8 [n,28,28] and labels of MNIST. held_out draws as given, without variation,
    and junk of the kinds that are not trained on.
    """
    images, labels, groups = [], [], []
    if counts.get("mnist"):
        warped = warp.warp(source["images"][:counts["mnist"]], seed)
        x, ok = tensors.prepare(draw.png(im) for im in warped)
        images.append(x[ok]), labels.append(source["labels"][:len(x)][ok]), groups.append(np.zeros(ok.sum(), np.uint8))
    # Forked workers would hold the pipe to the recipe's process open, and it would never see the end of its input.
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawned, initializer=_load, initargs=(source,)) as workers:
        for group in GROUPS[1:]:
            if not (count := counts.get(group, 0)):
                continue
            sizes, found = [], []

            def files():
                spans = [(a, min(a + PIECE, count)) for a in range(0, count, PIECE)]
                for part in workers.map(_piece, *zip(*((group, a, b, seed, held_out) for a, b in spans))):
                    for made, label in part:
                        sizes.append(len(made))
                        found.append(label)
                        yield from made

            x, ok = tensors.prepare(files())
            y = np.array(found, np.uint8)
            first, fit = kept(x, ok, sizes, y)
            print(f"{group}: {count} pictures, {1 - ok[first].mean():.2%} blank, {(ok[first] & ~fit).mean():.2%} altered", flush=True)
            images.append(x[first[fit]]), labels.append(y[fit]), groups.append(np.full(fit.sum(), GROUPS.index(group), np.uint8))
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
