"""Hard example mining: which pictures the larger networks learn from.

The first stage reads most digits without doubt, and a network learns little more from those (Shrivastava, Gupta, Girshick, "Training
Region-based Object Detectors with Online Hard Example Mining", CVPR 2016, arXiv 1604.03540; here another network tells what is hard).
"""
import torch
import torch.nn.functional as F

from .fit import logits_of
from .pool import JUNK

EASY_SHARE = 0.1  # of the easy digits, what is kept, drawn at random


def loss(first, images, labels):
    """The first stage's cross entropy on images uint8 [n,28,28], float [n]."""
    return F.cross_entropy(logits_of(first, images), labels, reduction="none")


def hardest(losses, share):
    """Which of the losses are among that share of greatest ones, bool [n]."""
    chosen = torch.zeros(len(losses), dtype=bool)
    chosen[losses.topk(int(len(losses) * share)).indices] = True
    return chosen


def subsample(first, pictures, share, seed):
    """Of pictures (images, labels, teachers' logits or None), that share of hardest digits, some of the others, and all that is no digit."""
    images, labels, taught = pictures
    digits = labels != JUNK
    kept = torch.rand(len(labels), generator=torch.Generator().manual_seed(seed)) < EASY_SHARE
    kept[digits] |= hardest(loss(first, images[digits], labels[digits]), share)
    kept |= ~digits
    return images[kept], labels[kept], None if taught is None else taught[kept]
