"""Digits, and none, where people photograph and scan them: the desk around a sheet, shadows, frames, ruled and squared paper, tight crops.

A scene is made as a photo is: paper with its lines, ink, shadows over both, the desk around, light, blur, grain. Levels are 0..1.
"""
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from . import draw, photo
from .strokes import vary

FINE = 3  # lines and edges are drawn so many times larger and averaged


def _mask(width, height, polygons=(), lines=()):
    """How much of each pixel polygons and lines [(points, thickness)] cover, 0..1."""
    picture = Image.new("L", (width * FINE, height * FINE))
    pen = ImageDraw.Draw(picture)
    large = lambda points: [(float(x) * FINE, float(y) * FINE) for x, y in points]
    for points in polygons:
        pen.polygon(large(points), fill=255)
    for points, thickness in lines:
        pen.line(large(points), fill=255, width=max(int(round(thickness * FINE)), 1))
    return np.asarray(picture.resize((width, height), Image.BOX), np.float32) / 255


def _blurred(field, radius):
    picture = Image.fromarray((field * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(picture, np.float32) / 255


def _colour(rng, low, high):
    """A level with a tint [3]."""
    return rng.uniform(low, high) * rng.uniform(0.9, 1, 3)


def ruling(rng, width, height, kind):
    """The lines of ruled or squared paper, 0..1; ruled paper may have a margin line."""
    step, thickness, slant = rng.uniform(0.12, 0.4) * min(width, height), rng.uniform(0.8, 2.2), rng.normal(0, 0.015)
    across = lambda y: ([(-9, y - slant * width / 2), (width + 9, y + slant * width / 2)], thickness)
    down = lambda x: ([(x + slant * height / 2, -9), (x - slant * height / 2, height + 9)], thickness)
    lines = [across(y) for y in np.arange(rng.uniform(0, step), height, step)]
    if kind == "squared":
        lines += [down(x) for x in np.arange(rng.uniform(0, step), width, step)]
    elif rng.random() < 0.5:
        lines.append(down(rng.uniform(0.06, 0.2) * width))
    return _mask(width, height, lines=lines)


def frame(rng, width, height):
    """A box around the ink, at the picture's edge or within its margin, 0..1."""
    inset = rng.uniform(0, 0.03) if rng.random() < 0.4 else rng.uniform(0.03, 0.14)
    x, y = inset * width, inset * height
    around = [(x, y), (width - x, y), (width - x, height - y), (x, height - y), (x, y)]
    return _mask(width, height, lines=[([a, b], rng.uniform(1, 4)) for a, b in zip(around, around[1:])])


def shadow(rng, width, height):
    """How dark a hand's or a phone's shadow makes the paper, 0..1: its edge is straight or round, soft or sharp."""
    side = max(width, height)
    if rng.random() < 0.7:
        angle, at = rng.uniform(0, 2 * np.pi), np.array((rng.uniform(0.1, 0.9) * width, rng.uniform(0.1, 0.9) * height))
        along, into = np.array((np.cos(angle), np.sin(angle))) * side * 2, np.array((-np.sin(angle), np.cos(angle))) * side * 2
        covered = _mask(width, height, [[at - along, at + along, at + along + into, at - along + into]])
    else:
        centre, radius = (rng.uniform(-0.2, 1.2) * width, rng.uniform(-0.2, 1.2) * height), rng.uniform(0.3, 0.8) * side
        t = np.linspace(0, 2 * np.pi, 60)
        covered = _mask(width, height, [np.stack((centre[0] + radius * np.cos(t), centre[1] + radius * np.sin(t)), 1)])
    return _blurred(covered, side * np.exp(rng.uniform(np.log(0.003), np.log(0.08)))) * rng.uniform(0.15, 0.5)


def desk(rng, width, height):
    """What the sheet covers of the picture, 0..1: a turned sheet with desk all round, or desk at one side or two."""
    if rng.random() < 0.6:
        angle, half = rng.uniform(-0.4, 0.4), rng.uniform(0.27, 0.44, 2) * (width, height)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        return _mask(width, height, [(np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half) @ turn.T + np.array((width, height)) / 2])
    left, top, right, bottom = (rng.uniform(0.03, 0.25) if k else 0 for k in rng.permutation((1, rng.random() < 0.4, 0, 0)))
    tilt = rng.uniform(-0.05, 0.05, 4)
    corners = [(left + tilt[0], top), (1 - right + tilt[1], top + tilt[2]), (1 - right, 1 - bottom), (left, 1 - bottom + tilt[3])]
    corners = [(x if 0.02 < x < 0.98 else round(x) * 1.2 - 0.1, y if 0.02 < y < 0.98 else round(y) * 1.2 - 0.1) for x, y in corners]
    return _mask(width, height, [[(x * width, y * height) for x, y in corners]])


def _photograph(rng, picture, grain):
    """Uneven light, blur, grain and JPEG over a picture [h,w,3] of levels 0..1."""
    height, width = picture.shape[:2]
    lit = picture * (photo.light(rng, (height, width)) * 1.2)[..., None]
    levels = np.asarray(Image.fromarray((lit.clip(0, 1) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(rng.uniform(0, max(width, height) / 250))))
    return (levels + rng.normal(0, grain, (height, width, 1))).clip(0, 255).astype(np.uint8)


# What is met in a scene: shares of the paper's lines, a frame, a shadow and the desk; and whether it is cropped to the ink.
KINDS = {
    "ruled or squared paper": dict(lines=1, shadow=0.1),
    "a frame": dict(frame=1, shadow=0.1),
    "a shadow": dict(shadow=1, lines=0.1),
    "a sheet on a desk": dict(desk=1, lines=0.1, shadow=0.15),
    "no margin": dict(crop=1, shadow=0.15, lines=0.05),
}


def _scene(rng, name, cover, shape, held_out):
    """A scene's picture uint8 [h,w,3]; cover is the ink 0..1, or None."""
    height, width = shape
    has = lambda what: rng.random() < KINDS[name].get(what, 0)
    picture = np.ones((height, width, 3), np.float32) * _colour(rng, 0.8, 0.98)
    if has("lines"):
        lines = ruling(rng, width, height, "squared" if rng.random() < 0.55 else "ruled")[..., None]
        picture = picture * (1 - lines * rng.uniform(0.1, 0.4) * rng.uniform(0.6, 1, 3))
    if cover is not None:
        ink = _colour(rng, 0.05, 0.4)
        picture = picture * (1 - cover[..., None]) + ink * cover[..., None]
        if has("frame"):
            around = frame(rng, width, height)[..., None]
            picture = picture * (1 - around) + (ink if rng.random() < 0.6 else _colour(rng, 0.3, 0.7)) * around
    if has("shadow"):
        picture = picture * (1 - shadow(rng, width, height))[..., None]
    if has("desk"):
        sheet = desk(rng, width, height)[..., None]
        wood = _colour(rng, 0.1, 0.3) if held_out or rng.random() < 0.6 else _colour(rng, 0.3, 0.65)
        grained = wood * (1 + 0.15 * photo.smooth(rng, (height, width), 12))[..., None]
        picture = picture * sheet + grained * (1 - sheet)
    return _photograph(rng, picture, rng.uniform(0.5, 4))


def _encode(rng, picture):
    return draw.encode(picture, "JPEG", int(rng.integers(60, 93))) if rng.random() < 0.8 else draw.png(picture)


def _shape(rng):
    side = int(rng.uniform(200, 420))
    return (side, side) if rng.random() < 0.5 else (int(side * rng.uniform(0.7, 1)), side)


def digit(name, rng, strokes, held_out=False):
    """Encoded pictures: a drawing in a scene, and the same drawing alone."""
    height, width = _shape(rng)
    side = min(width, height)
    strokes = vary(strokes, rng, 0 if held_out else rng.uniform(0.2, 0.8))
    pen = rng.uniform(0.05, 0.11)  # of the digit
    on_desk = name == "a sheet on a desk"
    scale = rng.uniform(0.22, 0.36) if on_desk else rng.uniform(0.35, 0.62)
    line = max(pen * scale * side, 1.6)
    place = rng.uniform(0.42, 0.58, 2) if on_desk else rng.uniform(0.3, 0.7, 2)
    placed = draw.place(strokes, width, height, scale, line, *place)
    cover = draw.coverage(placed, width, height, line, rng if rng.random() < 0.3 else None).astype(np.float32) / 255
    picture = _scene(rng, name, cover, (height, width), held_out)
    if KINDS[name].get("crop"):
        rows, columns = (np.flatnonzero(cover.max(axis) > 0.3) for axis in (1, 0))
        cut = lambda at, most: (max(at[0] + int(rng.integers(-3, 2)), 0), min(at[-1] + 1 + int(rng.integers(-1, 4)), most))
        (top, bottom), (left, right) = cut(rows, height), cut(columns, width)
        picture = np.ascontiguousarray(picture[top:bottom, left:right])
    alone = draw.coverage(draw.place(strokes, 120, 120, 0.75, max(pen * 90, 1.6)), 120, 120, max(pen * 90, 1.6))
    return [_encode(rng, picture), draw.png(255 - alone)]


EMPTY = ("ruled or squared paper", "a shadow", "a shadow", "a sheet on a desk", "a sheet on a desk")


def empty(name, rng, held_out=False):
    """An encoded picture of a scene without ink."""
    return _encode(rng, _scene(rng, name, None, _shape(rng), held_out))
