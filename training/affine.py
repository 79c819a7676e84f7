"""MNIST's images turned, sheared, scaled and moved a little at their own resolution, anew for every epoch."""
import torch
import torch.nn.functional as F

ANGLE, SHEAR, SCALE, SHIFT = 0.26, 0.15, 0.12, 2.0  # at most: radians, tangent, logarithm, pixels


def matrix(angle, shear, sx, sy, dx, dy):
    """Transformations [n,2,3] as affine_grid takes them, of angles in radians, shears, scales and shifts in half pictures, each float [n]."""
    cos, sin = angle.cos(), angle.sin()
    return torch.stack((torch.stack((cos * sx, (cos * shear - sin) * sy, dx), 1), torch.stack((sin * sx, (sin * shear + cos) * sy, dy), 1)), 1)


def affine(images, seed):
    """images uint8 [n,28,28] -> the same, each under a transformation of its own."""
    random = torch.Generator().manual_seed(seed)
    n, side = len(images), images.shape[-1]
    uniform = lambda most: (torch.rand(n, generator=random) * 2 - 1) * most
    angle, shear, sx, sy = uniform(ANGLE), uniform(SHEAR), uniform(SCALE).exp(), uniform(SCALE).exp()
    dx, dy = uniform(2 * SHIFT / side), uniform(2 * SHIFT / side)
    x = images.float().unsqueeze(1)
    moved = F.grid_sample(x, F.affine_grid(matrix(angle, shear, sx, sy, dx, dy), x.shape, align_corners=False), mode="bicubic", align_corners=False)
    return moved.clamp(0, 255).round().byte().squeeze(1)
