"""Fits what turns logits into honest answers, on digits, letters and junk that the training did not see.

Eleven logits are read twice: the softmax of the ten digits', divided by a temperature, gives the probabilities; the eleventh's share in the
softmax over all, at the same temperature, tells how far the picture is from any digit.
Temperature: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.
"""
import numpy as np
import torch
import torch.nn.functional as F

DIGITS = 10
NEVER = 2.0  # a threshold that no probability reaches


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


def reject_threshold(digits, others, temperature, confidence, passed, answered):
    """The share of "none" above which a picture is no digit.

    It lets through that share of what is no digit (others) at most, unless fewer than the share answered of the digits were left then: the
    digits come first. digits and others are logits [n,11]; what falls short of the confidence is not answered either way.
    """
    def limit(logits, share):
        _, sure, none = read(logits, temperature)
        return float(np.quantile(np.where(sure >= confidence, none, NEVER), share, method="lower"))

    return min(max(limit(others, passed), limit(digits, answered)), 1.0)


def exit_threshold(confidences, harmed, allowed):
    """The least confidence from which on early answers may stand: of the pictures with at least that, the share allowed is harmed at most.

    confidences float [n], harmed bool [n]. NEVER where even the most confident are harmed.
    """
    order = confidences.argsort(descending=True)
    confidences = confidences[order]
    within = harmed[order].cumsum(0) <= allowed * torch.arange(1, len(order) + 1)
    within[:-1] &= confidences[:-1] > confidences[1:]  # equals are answered together
    ends = within.nonzero()
    return float(confidences[ends[-1]]) if len(ends) else NEVER
