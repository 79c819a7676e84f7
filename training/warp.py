"""MNIST's images varied in shape and stroke on a canvas of 56 pixels, from which the serving recipe brings them back to 28.

Elastic fields follow Simard, Steinkraus, Platt (ICDAR 2003), on a coarse grid with bicubic interpolation.
"""
import torch
import torch.nn.functional as F

from .affine import matrix

CANVAS = 56  # twice 28: leaves room to thin and thicken strokes before the last averaging


def _uniform(n, low, high, random):
    return torch.rand(n, generator=random) * (high - low) + low


def _bend(x, strength, random):
    n = x.shape[0]
    angle, shear = _uniform(n, -0.26, 0.26, random) * strength, _uniform(n, -0.30, 0.30, random) * strength
    sx, sy = (torch.exp(_uniform(n, -0.22, 0.22, random) * strength) for _ in range(2))
    none = torch.zeros(n)
    grid = F.affine_grid(matrix(angle, shear, sx, sy, none, none) * 1.12, x.shape, align_corners=False)
    field = torch.randn(n, 2, 6, 6, generator=random) * (0.055 * strength * torch.rand(n, 1, 1, 1, generator=random))
    field = F.interpolate(field, size=(CANVAS, CANVAS), mode="bicubic", align_corners=True)
    return F.grid_sample(x, grid + field.permute(0, 2, 3, 1), align_corners=False)


def _restroke(x, random):
    """Thicker and thinner strokes, on two pictures of five."""
    n = x.shape[0]
    kind, amount = (torch.rand(n, 1, 1, 1, generator=random) for _ in range(2))
    thick = F.max_pool2d(x, 3, 1, 1)
    thicker = F.max_pool2d(thick, 3, 1, 1)
    thin = -F.max_pool2d(-x, 3, 1, 1)
    thinner = -F.max_pool2d(-x, 5, 1, 2)
    x = torch.where(kind < 0.18, torch.lerp(x, thick, amount), x)
    x = torch.where(kind < 0.08, torch.lerp(thick, thicker, amount), x)
    x = torch.where(kind > 0.75, torch.lerp(x, thin, amount), x)
    return torch.where(kind > 0.9, torch.maximum(torch.lerp(thin, thinner, amount), 0.25 * thin), x)


def warp(images, seed, strength=0.8):
    """images uint8 [n,28,28], ink = 255 -> uint8 [n,56,56] of the same polarity."""
    random = torch.Generator().manual_seed(seed)
    out = []
    for part in torch.tensor(images).split(1000):
        x = F.interpolate(part.float().div(255).unsqueeze(1), size=(CANVAS, CANVAS), mode="bicubic", align_corners=False).clamp(0, 1)
        x = _restroke(_bend(x, strength, random), random)
        blurred = F.avg_pool2d(x, 3, 1, 1, count_include_pad=True)
        x = torch.lerp(x, blurred, (torch.rand(len(x), 1, 1, 1, generator=random) - 0.5).clamp_min(0))
        out.append((x.clamp(0, 1) * 255).round().byte().squeeze(1))
    return torch.cat(out).numpy()
