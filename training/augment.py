"""Batches of MNIST varied as handwriting and drawing programs vary, then brought back to MNIST's normal form.

The order is that of serving: the shape is changed first (affine, elastic, stroke width), the result is cropped to its ink,
scaled to 20 pixels and centred by mass, so that the network never sees a picture that the preprocessing could not produce.
Elastic fields follow Simard, Steinkraus, Platt (ICDAR 2003), on a coarse grid with bicubic interpolation.
"""
import math

import torch
import torch.nn.functional as F

CANVAS = 56  # twice 28: leaves room to thin and thicken strokes before the last averaging
INK = 0.15   # the share of full ink from which a pixel counts for the ink box, as in the recipe


def _uniform(n, low, high):
    return torch.rand(n) * (high - low) + low


def _warp(x, strength):
    n = x.shape[0]
    angle = _uniform(n, -0.26, 0.26) * strength
    shear = _uniform(n, -0.30, 0.30) * strength
    sx, sy = torch.exp(_uniform(n, -0.22, 0.22) * strength), torch.exp(_uniform(n, -0.22, 0.22) * strength)
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.stack((torch.stack((cos * sx, (cos * shear - sin) * sy, torch.zeros(n)), 1),
                         torch.stack((sin * sx, (sin * shear + cos) * sy, torch.zeros(n)), 1)), 1)
    grid = F.affine_grid(theta * 1.12, x.shape, align_corners=False)
    field = torch.randn(n, 2, 6, 6) * (0.055 * strength * torch.rand(n, 1, 1, 1))
    field = F.interpolate(field, size=(CANVAS, CANVAS), mode="bicubic", align_corners=True)
    return F.grid_sample(x, grid + field.permute(0, 2, 3, 1), align_corners=False)


def _restroke(x):
    n = x.shape[0]
    kind = torch.rand(n, 1, 1, 1)
    amount = torch.rand(n, 1, 1, 1)
    thick = F.max_pool2d(x, 3, 1, 1)
    thicker = F.max_pool2d(thick, 3, 1, 1)
    thin = -F.max_pool2d(-x, 3, 1, 1)
    thinner = -F.max_pool2d(-x, 5, 1, 2)
    x = torch.where(kind < 0.18, torch.lerp(x, thick, amount), x)
    x = torch.where(kind < 0.08, torch.lerp(thick, thicker, amount), x)
    x = torch.where(kind > 0.62, torch.lerp(x, thin, amount), x)
    return torch.where(kind > 0.84, torch.maximum(torch.lerp(thin, thinner, amount), 0.25 * thin), x)


def normalise(x, jitter=0.0):
    """Ink box scaled to 20 of 28, centre of mass on pixel index 14, for x [n,1,56,56]; returns [n,1,28,28]."""
    n, size = x.shape[0], x.shape[-1]
    peak = x.amax((1, 2, 3), keepdim=True).clamp_min(1e-3)
    x = x / peak
    ink = x > INK
    index = torch.arange(size, dtype=torch.float32)
    box = []
    for axis in (3, 2):
        hit = ink.any(5 - axis).squeeze(1)
        low = torch.where(hit, index, torch.tensor(1e9)).amin(1)
        high = torch.where(hit, index, torch.tensor(-1e9)).amax(1) + 1
        box.append((low, high))
    (x0, x1), (y0, y1) = box
    longest = torch.maximum(x1 - x0, y1 - y0).clamp(4, size)
    mass = x.sum((1, 2, 3)).clamp_min(1e-3)
    cx = (x.sum((1, 2)) * (index + 0.5)).sum(1) / mass
    cy = (x.sum((1, 3)) * (index + 0.5)).sum(1) / mass
    scale = longest / 20 * 28 / size * torch.exp(_uniform(n, -jitter, jitter))
    # Output coordinate u in [-1,1] spans 28 pixels; index 14 has its centre at u = 1/28, up to half a pixel of rounding.
    off = 1 / 28
    jx, jy = (_uniform(n, -1 / 28, 1 / 28) for _ in range(2))
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = scale
    theta[:, 0, 2] = cx / size * 2 - 1 - (off + jx) * scale
    theta[:, 1, 2] = cy / size * 2 - 1 - (off + jy) * scale
    out = F.avg_pool2d(F.grid_sample(x, F.affine_grid(theta, x.shape, align_corners=False), align_corners=False), 2)
    return out / out.amax((1, 2, 3), keepdim=True).clamp_min(1e-3)


def _finish(x):
    """Pen pressure, scanner blur and a little grain."""
    n = x.shape[0]
    blurred = F.avg_pool2d(x, 3, 1, 1, count_include_pad=True)
    x = torch.lerp(x, blurred, (torch.rand(n, 1, 1, 1) - 0.5).clamp_min(0))
    x = (x * torch.exp(_uniform(n, -0.1, 0.5)).view(-1, 1, 1, 1)).clamp(0, 1)
    grain = torch.randn_like(x) * (0.06 * (torch.rand(n, 1, 1, 1) - 0.7).clamp_min(0) / 0.3)
    return (x + grain * (x > 0.02)).clamp(0, 1)


def vary(images, strength=1.0, plain=0.3):
    """images uint8 [n,28,28] -> float [n,1,28,28] in 0..1; a share `plain` of them is only moved by up to a pixel."""
    x = images.float().div_(255).unsqueeze(1)
    n = x.shape[0]
    kept = int(n * plain)
    out = torch.empty_like(x)
    if kept:
        dx, dy = torch.randint(-1, 2, (2,)).tolist()
        out[:kept] = torch.roll(x[:kept], (dy, dx), (2, 3)) if torch.rand(1) < 0.5 else x[:kept]
    big = F.interpolate(x[kept:], size=(CANVAS, CANVAS), mode="bicubic", align_corners=False).clamp(0, 1)
    out[kept:] = _finish(normalise(_restroke(_warp(big, strength)), 0.04))
    return out


def _scribbles(n):
    """Six to nine random chords of one width: fewer too often make an honest 1, 4 or Z-like 2."""
    points = torch.rand(n, 10, 2) * CANVAS
    count = torch.randint(7, 11, (n, 1))
    a, b = points[:, :-1], points[:, 1:]
    axis = torch.arange(CANVAS) + 0.5
    pixel = torch.stack(torch.meshgrid(axis, axis, indexing="xy"), -1).view(1, 1, -1, 2)
    d = (b - a).unsqueeze(2)
    t = (((pixel - a.unsqueeze(2)) * d).sum(-1) / (d * d).sum(-1).clamp_min(1e-6)).clamp(0, 1)
    gap = (pixel - a.unsqueeze(2) - t.unsqueeze(-1) * d).norm(dim=-1)
    gap = gap.masked_fill((torch.arange(9).view(1, 9) >= count - 1).unsqueeze(-1), 1e9).amin(1)
    width = _uniform(n, 0.8, 3.5).view(-1, 1)
    return (width + 0.5 - gap).clamp(0, 1).view(n, 1, CANVAS, CANVAS)


def _textures(n):
    """Stripes, checks, blobs and noise."""
    axis = torch.arange(CANVAS) / CANVAS * 2 * math.pi
    fx, fy, px, py = (_uniform(n, a, b).view(-1, 1, 1) for a, b in ((0, 7), (0, 7), (0, 6), (0, 6)))
    wave = torch.sin(fx * axis.view(1, 1, -1) + px) * torch.sin(fy * axis.view(1, -1, 1) + py)
    noise = F.interpolate(torch.randn(n, 1, 12, 12), size=(CANVAS, CANVAS), mode="bicubic").squeeze(1)
    kind = torch.rand(n, 1, 1)
    x = torch.where(kind < 0.4, wave * 6, torch.where(kind < 0.7, noise * 4, torch.randn(n, CANVAS, CANVAS)))
    return x.clamp(0, 1).unsqueeze(1)


def junk(images):
    """Ink that is no digit, in the same normal form, as many as images: scribbles, textures, torn and doubled digits."""
    x = F.interpolate(images.float().div(255).unsqueeze(1), size=(CANVAS, CANVAS), mode="bilinear", align_corners=False)
    n = x.shape[0]
    q = n // 4
    h = CANVAS // 2
    torn = x[:q].clone()
    torn[:, :, :h, :h], torn[:, :, h:, h:] = x[:q, :, h:, h:], x[:q, :, :h, :h]
    torn[:, :, :h] = torch.flip(torn[:, :, :h], (3,))
    left, right = x[q:2 * q], x.roll(7, 0)[q:2 * q]
    pair = F.interpolate(torch.cat((left[..., 6:-6], right[..., 6:-6]), 3), size=(CANVAS, CANVAS), mode="bilinear", align_corners=False)
    pair = F.pad(pair, (0, 0, h // 2, h // 2))
    pair = F.interpolate(pair, size=(CANVAS, CANVAS), mode="bilinear", align_corners=False)
    rest = n - 2 * q
    return _finish(normalise(torch.cat((torn, pair, _scribbles(rest // 2), _textures(rest - rest // 2)))))
