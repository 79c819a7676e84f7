"""Strokes drawn as a browser's canvas draws them, dressed as clients send them, and encoded.

Coverage is uint8 [h,w], 255 = full ink. Line caps and joins are round and edges antialiased.
"""
import io
import struct
import zlib

import cairo
import numpy as np
from PIL import Image


def place(strokes, width, height, scale, line, u=0.5, v=0.5):
    """Unit strokes in pixels: the longest side of the ink, line included, is scale times the canvas; u and v place it in what is left."""
    points = np.concatenate(strokes)
    low, high = points.min(0), points.max(0)
    side = min(width, height)
    k = max(scale * side - line, 0.1 * side) / max((high - low).max(), 1e-6)
    room = np.maximum(np.array([width, height]) - (high - low) * k - line, 0)
    return [(s - low) * k + room * (u, v) + line / 2 for s in strokes]


def coverage(strokes, width, height, line, pressure=None):
    """Strokes in pixels drawn with one line width, or with a random generator `pressure` with one that swells and fades."""
    surface = cairo.ImageSurface(cairo.FORMAT_A8, width, height)
    context = cairo.Context(surface)
    context.set_line_cap(cairo.LINE_CAP_ROUND)
    context.set_line_join(cairo.LINE_JOIN_ROUND)
    context.set_line_width(line)
    for s in strokes:
        if pressure is None or len(s) < 3:
            context.move_to(*s[0])
            for x, y in (s[1:] if len(s) > 1 else s):
                context.line_to(x, y)
            context.stroke()
            continue
        phase, speed, depth = pressure.uniform(0, 6.3), pressure.uniform(1, 6), pressure.uniform(0, 0.45)
        for i in range(len(s) - 1):
            context.set_line_width(max(line * (1 - depth * (0.5 + 0.5 * np.sin(phase + speed * i / len(s)))), 0.7))
            context.move_to(*s[i])
            context.line_to(*s[i + 1])
            context.stroke()
    surface.flush()
    return np.ndarray((height, surface.get_stride()), np.uint8, surface.get_data())[:, :width].copy()


def png(pixels, level=1):
    """A PNG of uint8 pixels [h,w] (grey) or [h,w,2|3|4], every row unfiltered: fast to write, and read like any other."""
    kind = {2: 0, 3: {2: 4, 3: 2, 4: 6}.get(pixels.shape[-1])}[pixels.ndim]
    height, width = pixels.shape[:2]
    rows = np.zeros((height, 1 + pixels[0].size), np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    chunk = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows.tobytes(), level)) + chunk(b"IEND", b"")


def encode(pixels, name, quality):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, name, quality=quality, **({"method": 0} if name == "WEBP" else {}))
    return out.getvalue()


def blend(cover, ink, paper):
    """Ink over paper; both colours [3]."""
    a = cover[..., None].astype(np.float32) / 255
    return (np.asarray(paper) * (1 - a) + np.asarray(ink) * a + 0.5).astype(np.uint8)


def colours(rng):
    """Dark ink on light tinted paper, or now and then the other way round."""
    dark = rng.integers(0, 110, 3)
    dark[rng.integers(3)] = rng.integers(0, 200)
    light = rng.integers(200, 256, 3)
    return (light, dark) if rng.random() < 0.2 else (dark, light)


STYLES = ("dark", "light", "transparent", "tinted", "jpeg", "webp")
SHARES = (0.4, 0.15, 0.12, 0.13, 0.13, 0.07)  # of the training's pictures of digits and letters


def dress(cover, style, rng):
    """The file that a client of this style sends: dark on white, white on black, transparent with dark ink, coloured, JPEG, WebP."""
    if style == "dark":
        return png(255 - cover)
    if style == "light":
        return png(cover)
    if style == "transparent":
        return png(np.stack((np.full_like(cover, rng.integers(0, 60)), cover), -1))
    ink, paper = colours(rng) if style == "tinted" or rng.random() < 0.4 else ((0, 0, 0), (255, 255, 255))
    picture = blend(cover, ink, paper)
    if style == "tinted":
        return png(picture)
    return encode(picture, "JPEG" if style == "jpeg" else "WEBP", int(rng.integers(60, 93)))


def canvas(strokes, rng, style, size=(120, 400), line=(0.025, 0.09), scale=(0.35, 0.95)):
    """Unit strokes on a canvas of random size, line width, scale and place, dressed in a client style."""
    side = int(np.exp(rng.uniform(*np.log(size))))
    width, height = (side, side) if rng.random() < 0.85 else (side, max(int(side * rng.uniform(0.6, 1.5)), 60))
    pen = max(rng.uniform(*line) * side, 1.2)
    placed = place(strokes, width, height, rng.uniform(*scale), pen, *rng.random(2))
    return dress(coverage(placed, width, height, pen, rng if rng.random() < 0.25 else None), style, rng)
