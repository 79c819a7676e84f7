"""Draws the picture files that the tests decode: python3 draw_fixtures.py

Every digit is drawn from the stroke lists below, so that no data set is needed and a second run writes the same bytes (Pillow 9.4).
The expected digit is the first character of the name. What Pillow cannot write (Adam7, 16-bit colour, lies in the header) is put
together from PNG chunks (ISO/IEC 15948).
"""

import math
import random
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
DAMAGED = HERE / "damaged"
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def arc(cx, cy, rx, ry, start, end, steps=24):
    """Points on an ellipse, degrees clockwise from the right, in the unit square."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


# Strokes in the unit square, y downwards; each stroke is a list of points.
STROKES = {
    0: [arc(0.50, 0.50, 0.26, 0.40, -90, 270)],
    1: [[(0.36, 0.26), (0.54, 0.10), (0.52, 0.90)]],
    2: [arc(0.49, 0.32, 0.24, 0.22, -165, 35) + [(0.26, 0.88), (0.78, 0.87)]],
    3: [arc(0.47, 0.29, 0.23, 0.19, -150, 90) + arc(0.47, 0.69, 0.26, 0.21, -90, 150)],
    4: [[(0.40, 0.12), (0.24, 0.58), (0.78, 0.56)], [(0.64, 0.34), (0.60, 0.92)]],
    5: [[(0.74, 0.12), (0.36, 0.13), (0.32, 0.45)] + arc(0.47, 0.66, 0.26, 0.23, -125, 145)],
    6: [[(0.64, 0.10), (0.42, 0.34), (0.30, 0.62)] + arc(0.50, 0.69, 0.21, 0.20, 180, -170)],
    7: [[(0.22, 0.15), (0.77, 0.13), (0.62, 0.42), (0.45, 0.90)]],
    8: [arc(0.50, 0.30, 0.19, 0.19, 90, 450) + arc(0.50, 0.70, 0.23, 0.21, -90, 270)],
    9: [arc(0.49, 0.32, 0.21, 0.21, 0, -360) + [(0.69, 0.50), (0.60, 0.90)]],
}


def ink(digit, width=64, height=None, pen=0.10, box=None, turn=0.0):
    """The opacity of a pen's trace, 0 to 255: box is left, top and side of the unit square in pixels, pen a part of the side."""
    height = height or width
    left, top, side = box or ((width - min(width, height)) / 2, (height - min(width, height)) / 2, min(width, height))
    scale = 4
    mask = Image.new("L", (width * scale, height * scale))
    draw = ImageDraw.Draw(mask)
    radius = pen * side * scale / 2
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    for stroke in STROKES[digit]:
        turned = [(0.5 + (x - 0.5) * cosine - (y - 0.5) * sine, 0.5 + (x - 0.5) * sine + (y - 0.5) * cosine) for x, y in stroke]
        points = [((left + x * side) * scale, (top + y * side) * scale) for x, y in turned]
        draw.line(points, fill=255, width=round(radius * 2), joint="curve")
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return mask.resize((width, height), Image.BOX)


def paint(mask, colour, paper):
    return Image.composite(Image.new("RGB", mask.size, colour), Image.new("RGB", mask.size, paper), mask)


def transparent(mask, colour):
    """Ink on a canvas that was never painted: transparent black."""
    picture = Image.new("RGBA", mask.size, (0, 0, 0, 0))
    picture.paste(Image.new("RGBA", mask.size, (*colour, 255)), mask=mask.point(lambda v: 255 if v else 0))
    picture.putalpha(mask)
    return picture


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour_type, scanlines, interlace=0, extra=b""):
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, interlace)
    data = zlib.compress(b"".join(b"\0" + line for line in scanlines), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def rows(picture):
    stride = picture.width * len(picture.getbands())
    data = picture.tobytes()
    return [data[at : at + stride] for at in range(0, len(data), stride)]


def adam7(picture):
    """The seven passes of an interlaced PNG: first column and row, step in columns and rows."""
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    bands = len(picture.getbands())
    lines = []
    for left, top, across, down in passes:
        for row in rows(picture)[top::down]:
            lines.append(b"".join(row[x * bands : (x + 1) * bands] for x in range(left, picture.width, across)))
    return lines


def sixteen_bit(picture):
    """Each byte twice: v * 257, the same brightness in 16 bits."""
    return [bytes(b for byte in row for b in (byte, byte)) for row in rows(picture)]


def write(name, data):
    (HERE / name).write_bytes(data)


def write_png():
    grey = ImageChops.invert(ink(7))
    rgba = transparent(ink(7), BLACK)
    grey.save(HERE / "7-grey.png")
    Image.merge("LA", (Image.new("L", (64, 64)), ink(7))).save(HERE / "7-grey-alpha.png")
    paint(ink(3), (20, 20, 60), WHITE).save(HERE / "3-rgb.png")
    rgba.save(HERE / "7-rgba-transparent-dark.png")
    transparent(ink(2), WHITE).save(HERE / "2-rgba-transparent-white.png")
    paint(ink(5), BLACK, WHITE).convert("P", palette=Image.ADAPTIVE, colors=16).save(HERE / "5-palette.png")
    clear = ink(4).point(lambda v: 1 if v > 127 else 0).convert("P")
    clear.putpalette([255, 255, 255, 10, 10, 120])
    clear.save(HERE / "4-palette-transparent.png", transparency=0)
    grey.convert("1", dither=Image.NONE).save(HERE / "7-one-bit.png")
    write("7-grey-16-bit.png", png(64, 64, 16, 0, sixteen_bit(grey)))
    write("7-rgba-16-bit.png", png(64, 64, 16, 6, sixteen_bit(rgba)))
    write("7-interlaced.png", png(64, 64, 8, 0, adam7(grey), interlace=1))
    transparent(ink(8, 280, pen=0.07), BLACK).save(HERE / "8-canvas-280.png")


def write_jpeg():
    paint(ink(0, 96), (30, 30, 30), (250, 250, 245)).save(HERE / "0-baseline.jpg", quality=90)
    paint(ink(6, 96), (30, 30, 30), (250, 250, 245)).save(HERE / "6-progressive.jpg", quality=90, progressive=True)
    paint(ink(9, 96), BLACK, WHITE).save(HERE / "9-quality-60.jpg", quality=60)
    ImageChops.invert(ink(7, 96)).save(HERE / "7-grey.jpg", quality=90)
    paint(ink(7, 96), BLACK, WHITE).convert("CMYK").save(HERE / "7-cmyk.jpg", quality=90)


def write_orientations():
    upright = ImageChops.invert(ink(7, 64, 96))
    stored = (None, Image.FLIP_LEFT_RIGHT, Image.ROTATE_180, Image.FLIP_TOP_BOTTOM, Image.TRANSPOSE, Image.ROTATE_90, Image.TRANSVERSE,
              Image.ROTATE_270)
    for orientation, turn in enumerate(stored, start=1):
        exif = Image.Exif()
        exif[0x0112] = orientation
        picture = upright if turn is None else upright.transpose(turn)
        picture.save(HERE / f"7-exif-orientation-{orientation}.jpg", quality=95, exif=exif)


def write_webp_and_gif():
    paint(ink(1, 96), BLACK, WHITE).save(HERE / "1-lossy.webp", quality=80)
    paint(ink(2, 96), BLACK, WHITE).save(HERE / "2-lossless.webp", lossless=True)
    transparent(ink(3, 96), BLACK).save(HERE / "3-alpha.webp", lossless=True)
    frames = [ImageChops.invert(ink(digit)) for digit in (5, 0)]
    frames[0].save(HERE / "5-animated.webp", save_all=True, append_images=frames[1:], duration=200, lossless=True)
    ImageChops.invert(ink(4)).save(HERE / "4-static.gif")
    frames[0].save(HERE / "5-animated.gif", save_all=True, append_images=frames[1:], duration=200)
    clear = ink(6).point(lambda v: 1 if v > 127 else 0).convert("P")
    clear.putpalette([255, 255, 255, 0, 0, 0])
    clear.save(HERE / "6-transparent.gif", transparency=0)


def write_bmp():
    paint(ink(5), (20, 20, 60), (250, 250, 245)).save(HERE / "5-windows.bmp")
    paint(ink(8), BLACK, WHITE).convert("P", palette=Image.ADAPTIVE, colors=16).save(HERE / "8-palette.bmp")
    # A header of 108 bytes whose fourth mask announces opacity, which is then zero throughout.
    blue_first = paint(ink(3), BLACK, WHITE).transpose(Image.FLIP_TOP_BOTTOM).tobytes("raw", "BGRX")
    pixels = b"".join(blue_first[at : at + 3] + b"\0" for at in range(0, len(blue_first), 4))
    masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    header = struct.pack("<IiiHHIIiiII", 108, 64, 64, 1, 32, 3, len(pixels), 2835, 2835, 0, 0) + masks + b"BGRs" + bytes(48)
    write("3-opacity-zero.bmp", struct.pack("<2sIHHI", b"BM", 122 + len(pixels), 0, 0, 122) + header + pixels)


def photo(digit, seed):
    """Ballpoint on paper under a lamp from the left: uneven light, grain and a slight blur."""
    width, height = 240, 320
    grain = random.Random(seed)
    page = paint(ink(digit, width, height, pen=0.06, box=(50, 90, 140), turn=6), (45, 50, 95), (226, 219, 205))
    light = Image.new("L", (width, height))
    light.putdata([min(255, max(0, round(250 - 90 * x / width - 35 * y / height + grain.gauss(0, 5))))
                   for y in range(height) for x in range(width)])
    lit = ImageChops.multiply(page, Image.merge("RGB", (light,) * 3))
    return lit.filter(ImageFilter.GaussianBlur(1.2))


def write_styles():
    paint(ink(0, 120), BLACK, WHITE).save(HERE / "0-black-on-white.png")
    paint(ink(1, 120), WHITE, BLACK).save(HERE / "1-white-on-black.png")
    paint(ink(8, 120), (190, 30, 40), (250, 240, 200)).save(HERE / "8-red-on-cream.png")
    # Both have luminance 76 or 77, so that only the hue tells ink from paper.
    paint(ink(3, 120), (255, 0, 0), (0, 130, 0)).save(HERE / "3-red-on-equal-green.png")
    paint(ink(9, 120), (225, 225, 225), (24, 26, 32)).save(HERE / "9-dark-mode.png")
    paint(ink(2, 200, box=(150, 12, 36), pen=0.12), BLACK, WHITE).save(HERE / "2-tiny-off-centre.png")
    paint(ink(0, 120, box=(-7, -7, 134), pen=0.12), BLACK, WHITE).save(HERE / "0-huge-to-the-edges.png")
    paint(ink(4, 120, pen=0.03), BLACK, WHITE).save(HERE / "4-thin.png")
    paint(ink(5, 120, pen=0.17), BLACK, WHITE).save(HERE / "5-thick.png")
    paint(ink(6, 120, turn=12), BLACK, WHITE).save(HERE / "6-rotated.png")
    paint(ink(1, 300, 80, pen=0.09), BLACK, WHITE).save(HERE / "1-wide-paper.png")
    photo(7, 7).save(HERE / "7-photo.jpg", quality=70)
    photo(4, 4).save(HERE / "4-photo.jpg", quality=70)


def write_row(name, text, side=60, pen=0.08, step=0.72, line=False, comb=False):
    """Digits side by side, a point as high as the pen for a full stop, on a line under them or in a comb of boxes; a blank leaves a box empty."""
    width, height = round(side * (step * len(text) + 0.8)), round(side * 1.5)
    mask = Image.new("L", (width, height))
    drawn = ImageDraw.Draw(mask)
    for at, character in enumerate(text):
        left = side * (0.4 + step * at) - side * (1 - step) / 2
        if character.isdigit():
            turn = (-4, 3, -6, -2, 0)[at % 5]
            mask = ImageChops.lighter(mask, ink(int(character), width, height, pen, (left, side * 0.25, side), turn))
        elif character == ".":
            centre, radius = (left + side * 0.5, side * 1.1), side * pen * 0.65
            drawn = ImageDraw.Draw(mask)
            drawn.ellipse((centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius), fill=255)
    picture = paint(mask, (20, 30, 90), WHITE)
    drawn = ImageDraw.Draw(picture)
    if line:
        drawn.line((side * 0.2, side * 1.32, width - side * 0.2, side * 1.32), fill=(120, 120, 120), width=2)
    if comb:
        left, right, top, bottom = side * 0.4, side * (0.4 + step * len(text)), side * 0.2, side * 1.3
        drawn.rectangle((left, top, right, bottom), outline=(120, 120, 120), width=2)
        for at in range(1, len(text)):
            drawn.line((left + side * step * at, top, left + side * step * at, bottom), fill=(120, 120, 120), width=2)
    picture.save(HERE / "numbers" / f"{name}.png", optimize=True)


def write_numbers():
    (HERE / "numbers").mkdir(exist_ok=True)
    write_row("94607-on-a-line", "94607", line=True)
    write_row("30425-in-boxes", "30425 ", step=0.9, comb=True)
    write_row("42.50", "42.50")
    write_row("07", "07")


def write_damaged():
    for name in ("7-grey.png", "0-baseline.jpg", "6-progressive.jpg", "1-lossy.webp", "2-lossless.webp", "4-static.gif"):
        data = (HERE / name).read_bytes()
        stem, suffix = name.rsplit(".", 1)
        (DAMAGED / f"{stem}-truncated.{suffix}").write_bytes(data[: len(data) * 6 // 10])
    grey = bytearray((HERE / "7-grey.png").read_bytes())
    grey[grey.index(b"IEND") - 5] ^= 0xFF
    (DAMAGED / "7-grey-wrong-checksum.png").write_bytes(grey)
    (DAMAGED / "signature-only.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (DAMAGED / "text.png").write_bytes(b"This is a text that someone has named like a picture.\n")
    (DAMAGED / "announces-60000x60000.png").write_bytes(png(60000, 60000, 8, 0, [b"\xff" * 8]))


if __name__ == "__main__":
    DAMAGED.mkdir(exist_ok=True)
    write_png()
    write_jpeg()
    write_orientations()
    write_webp_and_gif()
    write_bmp()
    write_styles()
    write_numbers()
    write_damaged()
