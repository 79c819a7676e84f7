"""Other scripts' digits as pen strokes: a font's glyphs thinned to lines one pixel wide, which are then followed.

Thinning: Zhang, Suen, "A fast parallel algorithm for thinning digital patterns", CACM 27(3), 1984. Fonts that are not installed are left out
and named; the packages of Debian that hold them are in README.md.
"""
import functools
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

FOLDER = Path("/usr/share/fonts/truetype")
# Without the digits that look like one of 0 to 9, be it another: all noughts and strokes, and twos, threes, fours and sevens of many scripts.
SCRIPTS = {
    "dejavu/DejaVuSans.ttf": "٢٣٤٧۴໓໕໖໗໘໙",  # Arabic, Persian, Lao
    "lohit-devanagari/Lohit-Devanagari.ttf": "६",
    "lohit-bengali/Lohit-Bengali.ttf": "৩৬৮",
    "lohit-gujarati/Lohit-Gujarati.ttf": "૯",
    "lohit-tamil/Lohit-Tamil.ttf": "௧௩௪௫௬௭௮௯",
    "tlwg/Loma.ttf": "๒๓๗๘๙",
}
SIDE = 72  # pixels of the em that is thinned
NEIGHBOURS = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))  # from the north, clockwise


def files():
    """The fonts that are there."""
    return [FOLDER / name for name in SCRIPTS if (FOLDER / name).exists()]


@functools.cache
def scripts():
    """Unit strokes of every glyph of the fonts that are there, by character."""
    for name in SCRIPTS:
        if not (FOLDER / name).exists():
            print(f"left out, not installed: {name}", flush=True)
    return {c: strokes(FOLDER / name, c) for name in SCRIPTS if (FOLDER / name).exists() for c in SCRIPTS[name]}


def strokes(font, character):
    """A character's strokes, in pixels of the em."""
    picture = Image.new("L", (3 * SIDE, 3 * SIDE))
    ImageDraw.Draw(picture).text((SIDE, SIDE), character, fill=255, font=ImageFont.truetype(str(font), SIDE))
    return [_smooth(each) for each in _follow(thin(np.asarray(picture) > 127)) if len(each) > 4]


def thin(ink):
    """A drawing bool [h,w] thinned to lines one pixel wide; its border must be empty."""
    ink = ink.copy()
    changed = True
    while changed:
        changed = False
        for first in (True, False):
            p = [np.roll(ink, (-dy, -dx), (0, 1)) for dy, dx in NEIGHBOURS]
            count = sum(each.astype(int) for each in p)
            turns = sum((~a & b).astype(int) for a, b in zip(p, p[1:] + p[:1]))
            north, east, south, west = p[0], p[2], p[4], p[6]
            kept = (north & east & south) | (east & south & west) if first else (north & east & west) | (north & south & west)
            gone = ink & (count >= 2) & (count <= 6) & (turns == 1) & ~kept
            changed |= bool(gone.any())
            ink &= ~gone
    return ink


def _follow(lines):
    """Paths along lines one pixel wide: from ends first, straight on at crossings."""
    left = {(int(y), int(x)) for y, x in zip(*lines.nonzero())}
    around = lambda at: [(at[0] + dy, at[1] + dx) for dy, dx in NEIGHBOURS]
    whole = frozenset(left)
    paths = []
    while left:
        at = min(left, key=lambda pixel: (sum(n in left for n in around(pixel)), pixel))
        path = [at]
        left.remove(at)
        while nearby := [n for n in around(at) if n in left]:
            way = np.subtract(at, path[-4]) if len(path) > 3 else np.zeros(2)
            at = max(nearby, key=lambda n: (float(np.dot(np.subtract(n, path[-1]), way)), n))
            path.append(at)
            left.remove(at)
        for end, there in ((0, path[0]), (len(path), path[-1])):  # what it branched off from, or where it closes
            joined = [n for n in around(there) if n in whole and n not in path[:3] + path[-3:]]
            if joined:
                path.insert(end, joined[0])
        paths.append(np.array(path, float)[:, ::-1])
    return paths


def _smooth(path):
    """A path without its pixels' steps."""
    padded = np.concatenate((path[:1].repeat(2, 0), path, path[-1:].repeat(2, 0)))
    return sum(padded[k:len(path) + k] for k in range(5)) / 5
