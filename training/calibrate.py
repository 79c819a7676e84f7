"""Fits what turns logits into honest answers, on digits, letters and junk that the training did not see.

Eleven logits are read twice: the softmax of the ten digits', divided by a temperature, gives the probabilities; the eleventh's share in the
softmax over all, at the same temperature, tells how far the picture is from any digit.
Temperature: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.
"""
import numpy as np
import torch
import torch.nn.functional as F

DIGITS = 10


def temperature(logits, labels):
    """The divisor of the ten logits that gives the least cross entropy, to 0.001, in 0.2 .. 5."""
    low, high = 0.2, 5.0
    nll = lambda t: F.cross_entropy(logits[:, :DIGITS] / t, labels).item()
    while high - low > 1e-3:  # golden-section search; the loss is unimodal in t
        a, b = high - 0.618034 * (high - low), low + 0.618034 * (high - low)
        low, high = (low, b) if nll(a) < nll(b) else (a, high)
    return round((low + high) / 2, 3)


def read(logits, temperature):
    """Digit, its probability, and the probability that it is none, of logits [n,11]."""
    probability, digit = F.softmax(logits[:, :DIGITS] / temperature, 1).max(1)
    return digit.numpy(), probability.numpy(), F.softmax(logits / temperature, 1)[:, DIGITS].numpy()


def answered(logits, temperature, confidence, reject):
    """Which of logits [n,11] are answered with a digit under these thresholds."""
    _, sure, none = read(logits, temperature)
    return (sure >= confidence) & (none <= reject)


def thresholds(digits, junk, temperature, share):
    """The confidence and reject thresholds that let through the least junk while that share of the digits is answered.

    digits and junk are logits [n,11]. Both are withheld for one reason or the other; the best of a grid of pairs is taken.
    """
    _, confidence, none = read(digits, temperature)
    _, junk_confidence, junk_none = read(junk, temperature)
    best = None
    for c in (0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98):
        sure = confidence >= c
        if best and sure.mean() < share:
            break
        # The greatest share of "none" that may be let through is that which leaves just enough digits.
        t = float(np.quantile(np.where(sure, none, 2.0), share, method="lower"))
        passed = float(((junk_confidence >= c) & (junk_none <= t)).mean())
        if best is None or passed < best[0]:
            best = passed, c, t
    return best[1], best[2]
