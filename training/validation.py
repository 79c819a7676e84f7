"""The held-out pictures, and how good a network is on them."""
import torch

from . import calibrate, pool
from .fit import logits_of

CONFIDENCE = 0.6  # under which an answer is uncertain
PASSED, ANSWERED = 0.008, 0.97  # of the validation writers' letters at most, and of their digits at least


class Validation:
    def __init__(self, corpus):
        self._mnist, self._mnist_labels = torch.tensor(corpus.held[0]), torch.tensor(corpus.held[1]).long()
        self._images, self._labels, self._groups = corpus.validation()

    def logits(self, net, half):
        """By group: a network's logits, and the labels."""
        seen = logits_of(net, self._images, half=half)
        parts = {"mnist": (logits_of(net, self._mnist, half=half), self._mnist_labels)}
        for k, name in enumerate(pool.GROUPS):
            if (chosen := self._groups == k).any():
                parts[name] = seen[chosen], self._labels[chosen]
        return parts


def score(parts):
    """Accuracy on digits, and the shares of digits, letters and junk that are answered, of validation logits."""
    temperature, reject = thresholds(parts)
    right = lambda name: round((parts[name][0][:, :calibrate.DIGITS].argmax(1) == parts[name][1]).float().mean().item(), 4)
    answered = lambda name: round(calibrate.answered(parts[name][0], temperature, CONFIDENCE, reject).mean().item(), 4)
    return {**{name: right(name) for name in ("mnist", "pen", "photo", "habit", "scene")}, "mnistAnswered": answered("mnist"),
            "habitAnswered": answered("habit"), "letters": answered("letter"), "junk": answered("junk"), "decoys": answered("decoy")}


def temperature_of(parts):
    """The temperature of a network's logits on the validation digits."""
    return calibrate.temperature(*(torch.cat(x) for x in zip(parts["mnist"], parts["pen"])))


def thresholds(parts):
    """Temperature of validation logits, and the share of "none" above which an answer is no digit."""
    temperature = temperature_of(parts)
    return temperature, calibrate.reject_threshold(parts["pen"][0], parts["letter"][0], temperature, CONFIDENCE, PASSED, ANSWERED)
