"""What there is to learn from and to measure on: MNIST and the pen drawings, split, and the rounds of pictures made of them."""
from pathlib import Path

import torch

from . import cache, glyphs, idx, pool, strokes

MNIST_HELD = 2_000      # the last of MNIST's 60,000 training images: with the validation writers they set temperature and thresholds
PLAIN = 45_000          # of each epoch: MNIST as it is, half of it moved by up to a pixel
# Of each round. With PLAIN, half of an epoch is MNIST's, a sixth people's digits, a sixth letters and junk, and a sixth habits, decoys and scenes.
COUNTS = {"mnist": 58_000, "pen": 32_000, "photo": 5_000, "letter": 18_000, "junk": 16_000, "habit": 24_000, "decoy": 13_000, "scene": 4_000}
HELD_COUNTS = {"junk": 1_500, "habit": 2_000, "decoy": 2_000, "scene": 600}  # of the validation pictures
VALIDATION_SEED = 7


class Corpus:
    """What a run learns from. digits and letters are files of strokes; writers of the laboratories left_out are in no part.

    rounds: how many rounds of varied pictures the epochs take in turn; the cascade's threshold is set on one more.
    """

    def __init__(self, mnist: Path, digits, letters, left_out=(), rounds=5):
        self.rounds, self.left_out = rounds, sorted(left_out)
        self.key = cache.fingerprint(
            *sorted(mnist.glob("train-*")), *digits, *letters, self.left_out, COUNTS, HELD_COUNTS, *cache.RECIPE, *glyphs.files(),
            *cache.sources("affine", "checks", "coarse", "corpus", "decoys", "draw", "glyphs", "habits", "halves", "junk", "letterforms", "photo",
                           "pool", "rows", "scenes", "shapes", "signs", "strokes", "tensors", "warp"))
        images, labels = idx.load(mnist, "train")
        self.train = images[:-MNIST_HELD], labels[:-MNIST_HELD]
        self.held = images[-MNIST_HELD:], labels[-MNIST_HELD:]
        self.digits, self.letters = (strokes.split(strokes.read(files), left_out) for files in (digits, letters))

    def sizes(self):
        """Drawings and writers of each split, for the model card."""
        count = lambda drawings: {"drawings": len(drawings), "writers": len({(d.donor, d.writer) for d in drawings})}
        return {"mnistTrain": len(self.train[0]), "mnistHeldOut": len(self.held[0]), "laboratoriesLeftOut": self.left_out,
                "penDigits": {k: count(v) for k, v in self.digits.items()}, "penLetters": {k: count(v) for k, v in self.letters.items()}}

    def round(self, number):
        """Images uint8 [n,28,28], labels and groups of one round of varied training pictures."""
        source = {"digits": self.digits["train"], "letters": self.letters["train"], "images": self.train[0], "labels": self.train[1]}
        counts = {**COUNTS, "mnist": min(COUNTS["mnist"], len(self.train[0]))}
        return _tensors(pool.cached(f"train-{number:02}", self.key, lambda: pool.build(source, counts, 100 + number)))

    def validation(self):
        """Pictures of the validation writers, drawn as they are, with photos of them and junk of kinds not trained on."""
        source = {"digits": self.digits["validation"], "letters": self.letters["validation"], "images": self.held[0], "labels": self.held[1]}
        digits, letters = len(source["digits"]), len(source["letters"])
        counts = {"pen": 3 * digits, "photo": 2 * digits, "letter": 3 * letters, **HELD_COUNTS}
        return _tensors(pool.cached("validation", self.key, lambda: pool.build(source, counts, VALIDATION_SEED, held_out=True)))

    def mnist_epoch(self, number, seed):
        """One epoch of MNIST alone: warped as in a round, and as it is."""
        images, labels, groups = self.round(number % self.rounds)
        warped = groups == pool.GROUPS.index("mnist")
        plain, chosen = self._plain(len(self.train[0]), number, seed)
        return torch.cat((images[warped], plain)), torch.cat((labels[warped], torch.tensor(self.train[1])[chosen].long())), None

    def epoch(self, number, seed, taught=None):
        """One epoch: a round and some of MNIST as it is. taught(name, images) gives the teachers' logits of a round, or of MNIST."""
        images, labels, _ = self.round(number % self.rounds)
        plain, chosen = self._plain(PLAIN, number, seed)
        both = torch.cat((images, plain)), torch.cat((labels, torch.tensor(self.train[1])[chosen].long()))
        if taught is None:
            return *both, None
        return *both, torch.cat((taught(number % self.rounds, images), taught("mnist", torch.tensor(self.train[0]))[chosen]))

    def _plain(self, count, number, seed):
        """Some of MNIST's training images, half of them moved by up to a pixel each way, and which they are."""
        random = torch.Generator().manual_seed(seed * 1000 + number)
        chosen = torch.randperm(len(self.train[0]), generator=random)[:count]
        plain = torch.tensor(self.train[0])[chosen]
        moved = torch.rand(len(plain), generator=random) < 0.5
        way = torch.randint(0, 9, (len(plain),), generator=random)
        for k in range(9):
            these = moved & (way == k)
            plain[these] = torch.roll(plain[these], (k // 3 - 1, k % 3 - 1), (1, 2))
        return plain, chosen


def _tensors(arrays):
    images, labels, groups = arrays
    return torch.from_numpy(images), torch.from_numpy(labels).long(), torch.from_numpy(groups)
