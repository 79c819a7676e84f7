"""What the serving recipe left of a picture: whether there is still something to learn from it, of tensors uint8 [n,28,28].

A shadow or a desk can hide a digit, and a digit's neighbour can be taken for dirt; then the label is no longer true of the tensor.
"""
import torch
import torch.nn.functional as F

ALIKE = 0.72   # least correlation of a digit in a scene and alone, at the best of the moves by up to MOVED pixels
SAME = 0.9     # of a part of a picture and the whole, from which on the whole shows no more than the part
MOVED = 2
ELONGATED = 4.2  # least ratio of an upright stroke's deviations along it and across
LEANING = -0.93, 0.62  # tangents of its lean, to the right and to the left, within which it may be somebody's one


def correlation(images, others):
    """The greatest correlation, float [n], of blurred images and others as these are moved by up to MOVED pixels."""
    ready = lambda x: F.avg_pool2d(torch.as_tensor(x).float().unsqueeze(1), 3, 1, 1)
    a, b = ready(images), F.pad(ready(others), (MOVED,) * 4)
    normal = lambda x: F.normalize((x - x.mean((1, 2, 3), keepdim=True)).flatten(1), dim=1)
    a, side = normal(a), images.shape[-1]
    moves = range(2 * MOVED + 1)
    return torch.stack([(a * normal(b[:, :, y:y + side, x:x + side])).sum(1) for y in moves for x in moves]).amax(0).numpy()


def upright_stroke(images):
    """Which tensors show an upright stroke and no more, which is a one whatever it was, bool [n]."""
    x = torch.as_tensor(images).float()
    mass = x.sum((1, 2)).clamp_min(1)
    down, across = torch.meshgrid(torch.arange(28.0), torch.arange(28.0), indexing="ij")
    mean = lambda values: (x * values).sum((1, 2)) / mass
    cy, cx = mean(down), mean(across)
    dy, dx = down - cy.view(-1, 1, 1), across - cx.view(-1, 1, 1)
    yy, xx, xy = mean(dy * dy), mean(dx * dx), mean(dx * dy)
    slope = xy / yy.clamp_min(1e-6)
    beside = (xx - slope * xy).clamp_min(0.08)  # the deviation from the stroke's axis
    return ((yy / beside).sqrt() >= ELONGATED).logical_and((slope >= LEANING[0]) & (slope <= LEANING[1])).numpy()
