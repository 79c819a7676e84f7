"""Photos of pen on paper, made up: light that falls off, tilt, blur, grain, JPEG."""
import numpy as np
from PIL import Image, ImageFilter

from . import draw


def smooth(rng, shape, knots):
    """Smooth noise of unit scale over a picture."""
    small = Image.fromarray(rng.normal(size=(knots, knots)).astype(np.float32))
    return np.asarray(small.resize(shape[::-1], Image.BICUBIC))


def light(rng, shape):
    """The paper's brightness 0..1: a slope in some direction, a falloff towards the corners, and soft shadows."""
    height, width = shape
    y, x = np.mgrid[-1:1:height * 1j, -1:1:width * 1j]
    angle = rng.uniform(0, 2 * np.pi)
    field = 1 + rng.uniform(0, 0.28) * (x * np.cos(angle) + y * np.sin(angle))
    field -= rng.uniform(0, 0.18) * (x * x + y * y) / 2
    field += rng.uniform(0, 0.05) * smooth(rng, shape, 4)
    return field * rng.uniform(0.55, 0.85) / field.max()


def photo(strokes, rng):
    """Unit strokes as a JPEG photo, 160 to 480 pixels on the longer side, tilted by up to 15 degrees."""
    side = int(rng.uniform(160, 480))
    width, height = side, int(side * rng.uniform(0.7, 1.0))
    if rng.random() < 0.5:
        width, height = height, width
    angle = rng.normal(0, 0.1)
    tilt = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle) * rng.uniform(0.85, 1)]])
    pen = max(min(width, height) * rng.uniform(0.012, 0.05), 1.6)
    placed = draw.place([s @ tilt.T for s in strokes], width, height, rng.uniform(0.3, 0.8), pen, *rng.uniform(0.1, 0.9, 2))
    cover = draw.coverage(placed, width, height, pen, rng).astype(np.float32) / 255
    paper = light(rng, (height, width))
    paper = paper * (1 + rng.uniform(0, 0.025) * smooth(rng, paper.shape, max(side // 6, 8)))
    ink = rng.uniform(0.05, 0.45)
    picture = paper * (1 - cover * (1 - ink) * (1 + 0.1 * rng.normal() * smooth(rng, paper.shape, 24).clip(-1, 1)))
    picture = np.asarray(Image.fromarray((picture.clip(0, 1) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(rng.uniform(0, side / 220))))
    picture = picture.astype(np.float32) + rng.normal(0, rng.uniform(0.5, 7), picture.shape)
    tint = rng.uniform(0.85, 1, 3)
    return draw.encode((picture[..., None] * tint).clip(0, 255).astype(np.uint8), "JPEG", int(rng.integers(60, 93)))
