"""Fits what turns logits into honest answers, on digits that the training did not see.

Temperature: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.
Entropy: junk is trained towards the uniform answer (Hendrycks, Mazeika, Dietterich, "Deep Anomaly Detection with Outlier Exposure",
ICLR 2019), so an answer spread over many digits means that there is none.
"""
import math

import torch
import torch.nn.functional as F

REJECTED = 0.002  # the share of real, moderately varied digits that may be called no digit


def temperature(logits, labels):
    """The divisor of the logits that gives the least cross entropy, to 0.001, in 0.2 .. 5."""
    low, high = 0.2, 5.0
    nll = lambda t: F.cross_entropy(logits / t, labels).item()
    while high - low > 1e-3:  # golden-section search; the loss is unimodal in t
        a, b = high - 0.618034 * (high - low), low + 0.618034 * (high - low)
        low, high = (low, b) if nll(a) < nll(b) else (a, high)
    return round((low + high) / 2, 3)


def entropy(logits, temperature):
    """The entropy of the calibrated probabilities over that of ten equal ones: 0 for certainty to 1 for none."""
    log_p = F.log_softmax(logits / temperature, 1)
    return -(log_p.exp() * log_p).sum(1) / math.log(logits.shape[1])


def entropy_threshold(digit_logits, temperature):
    """The entropy above which a picture is called no digit."""
    return round(torch.quantile(entropy(digit_logits, temperature), 1 - REJECTED).item(), 3)
