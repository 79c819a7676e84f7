"""The stages of a training run: the general teacher, the first stage of the cascade, the specialists, the second stage, and eight bits."""
import torch

from . import cache, earlier, hard, nets, pool
from .affine import affine
from .cascade import FIRST
from .fit import Run, fit, logits_of, tensor
from .quantize import quantize, settle
from .validation import score

TEACHER_WIDTH, SPECIALIST_WIDTH = 32, 48
TEACHER_RATE, RATE, STARTED_RATE, TUNING_RATE = 3e-3, 4e-3, 1.5e-3, 2e-4  # the greatest; started: of a network that goes on
MNIST_HARD_SHARE = 0.3  # of MNIST's images, the hardest that the specialists learn from, and teach
HARD_SHARE = 0.3  # of an epoch's digits, the hardest that the second stage learns from
CALIBRATION = 4_000  # pictures that set the scales of the eight-bit copies


class Stages:
    """Each stage leaves a checkpoint that is named by the pictures, the settings, and the modules that it is made of."""

    def __init__(self, corpus, validation, seed):
        self._corpus, self._validation, self._seed = corpus, validation, seed
        self._key = cache.fingerprint(corpus.key, *cache.sources("fit", "nets"))
        # Read at once: what is edited during a run is not what runs.
        self._sources = {name: cache.fingerprint(*cache.sources(name)) for name in ("affine", "earlier", "hard", "quantize")}
        self.histories = {}

    def start_from(self, path):
        """Both networks of an earlier cascade, or None and the network of an earlier model of one, and what successors depend on."""
        torch.manual_seed(self._seed)
        images = _some(self._corpus.epoch(0, self._seed)[0])
        self._key = cache.fingerprint(self._key, path, self._sources["earlier"])
        first = earlier.load(path, nets.first(), images, FIRST) if earlier.is_cascade(path) else None
        return first, earlier.load(path, nets.second(), images)

    def teacher(self, epochs):
        """A teacher for everything."""
        return self._teacher("teacher", TEACHER_WIDTH, epochs, self._seed, self._corpus.epoch)

    def first(self, epochs, taught, start):
        """The first stage: start, where there is one, trained on, or one from nothing. It learns from taught(name, images) as well."""
        torch.manual_seed(self._seed)
        rate = STARTED_RATE if start else RATE
        return self._fit("first", start or nets.first(), self._rounds(taught, self._seed), Run(epochs, rate), self._seed)

    def specialists(self, count, epochs, first):
        """Teachers of MNIST's hard pictures, by turns of warped images and of images under affine transformations: who has seen others errs apart."""
        images, labels = torch.tensor(self._corpus.train[0]), torch.tensor(self._corpus.train[1]).long()
        mined = lambda pictures, seed: hard.subsample(first, pictures, MNIST_HARD_SHARE, seed)
        warped = lambda epoch, seed: mined(self._corpus.mnist_epoch(epoch, seed), seed * 1000 + epoch)
        moved = lambda epoch, seed: mined((affine(images, seed * 1000 + epoch), labels, None), seed * 1000 + 900 + epoch)
        return [self._teacher(f"specialist{k + 1}", SPECIALIST_WIDTH, epochs, self._seed + 100 + 2 * k, (warped, moved)[k % 2],
                              MNIST_HARD_SHARE, self._sources["hard"], self._sources["affine"]) for k in range(count)]

    def second(self, epochs, first, taught, start):
        """The second stage: start, where there is one, trained on, or one from nothing."""
        torch.manual_seed(self._seed)
        rate = STARTED_RATE if start else RATE
        return self._fit("second", start or nets.second(), self._hard_rounds(first, taught, self._seed), Run(epochs, rate), self._seed,
                         HARD_SHARE, self._sources["hard"])

    def first_in_eight_bits(self, net, epochs, taught):
        return self._eight_bits("first-eight-bits", net, self._rounds(taught, self._seed + 1), epochs)

    def second_in_eight_bits(self, net, epochs, first, taught):
        return self._eight_bits("second-eight-bits", net, self._hard_rounds(first, taught, self._seed + 1), epochs)

    def knowing(self, general, earlier_model):
        """General's logits, by round and for MNIST as it is; NaN where it has nothing to teach.

        An earlier model knows nothing of the pictures that are new, and where it errs on those that others drew, the labels know better.
        """
        def logits(name, images):
            taught = logits_of(general, images)
            if name != "mnist" and earlier_model:
                _, labels, groups = self._corpus.round(name)
                new = torch.isin(groups, torch.tensor([pool.GROUPS.index(each) for each in pool.NEW]))
                erring = (taught.argmax(1) != labels) & (groups != pool.GROUPS.index("mnist"))
                taught[new | erring] = float("nan")
            return taught

        return remembered(logits)

    def taught(self, first, special, general):
        """General's logits, by round and for MNIST as it is; on MNIST's hard pictures their mean with the specialists'."""
        def logits(name, images):
            taught = general(name, images).float()
            if name == "mnist":
                labels, asked = torch.tensor(self._corpus.train[1]).long(), torch.ones(len(images), dtype=bool)
            else:
                _, labels, groups = self._corpus.round(name)
                asked = groups == pool.GROUPS.index("mnist")
            asked[asked.clone()] = hard.hardest(hard.loss(first, images[asked], labels[asked]), MNIST_HARD_SHARE)
            taught[asked] = sum((logits_of(net, images[asked]) for net in special), taught[asked]) / (1 + len(special))
            return taught

        return remembered(logits)

    def _rounds(self, taught, seed):
        return lambda epoch: self._corpus.epoch(epoch, seed, taught)

    def _hard_rounds(self, first, taught, seed):
        # Half a thousand on: seed * 1000 + epoch draws which of MNIST's images an epoch has.
        return lambda epoch: hard.subsample(first, self._corpus.epoch(epoch, seed, taught), HARD_SHARE, seed * 1000 + 500 + epoch)

    def _teacher(self, name, width, epochs, seed, rounds, *depends):
        torch.manual_seed(seed)
        return self._fit(name, nets.teacher(width), lambda epoch: rounds(epoch, seed), Run(epochs, TEACHER_RATE), seed, width, *depends)

    def _eight_bits(self, name, net, rounds, epochs):
        torch.manual_seed(self._seed + 1)
        small = quantize(net, _some(rounds(0)[0]), tensor)
        run = Run(epochs, TUNING_RATE, half=False)
        return settle(self._fit(name, small, rounds, run, self._seed + 1, CALIBRATION, self._sources["quantize"]))

    def _fit(self, name, net, rounds, run, seed, *depends):
        """Trains net and remembers what its successors depend on."""
        self._key = cache.fingerprint(self._key, name, run, seed, *depends)
        net, self.histories[name] = fit(
            name, net, rounds, lambda n: score(self._validation.logits(n, run.half)), run, cache.path(name, self._key, ".pt"))
        return net


def _some(images):
    return images[torch.randperm(len(images))[:CALIBRATION]]


def remembered(logits):
    """logits(name, images), each name's kept from the first time on."""
    kept = {}

    def taught(name, images):
        if name not in kept:
            kept[name] = logits(name, images).half()
        return kept[name]

    return taught
