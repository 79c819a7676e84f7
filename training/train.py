"""Makes the shipped models: teachers, a student that learns from them, its eight-bit copy, and what turns their logits into answers.

Every stage leaves a checkpoint an epoch under training/.cache and is taken up there when the run is started again. The same machine and
versions give the same weights.
"""
import copy
import json
from pathlib import Path

import torch

from . import cache, calibrate, earlier, export, nets, plots, pool, tensors
from .corpus import Corpus
from .fit import Run, fit, logits_of, tensor
from .quantize import quantize, settle

VERSION = "3"
SEED = 20261120
TEACHER_WIDTH, SPECIALIST_WIDTH = 32, 48
TEACHER_RATE, STUDENT_RATE, STARTED_RATE, TUNING_RATE = 3e-3, 4e-3, 1.5e-3, 2e-4  # the greatest; started: of a student that goes on
CONFIDENCE = 0.6  # under which an answer is uncertain
PASSED, ANSWERED = 0.008, 0.97  # of the validation writers' letters at most, and of their digits at least
CALIBRATION = 4_000  # pictures that set the scales of the eight-bit copy


class Validation:
    """The held-out pictures, and a network's logits on them."""

    def __init__(self, corpus):
        self._mnist, self._mnist_labels = torch.tensor(corpus.held[0]), torch.tensor(corpus.held[1]).long()
        self._images, self._labels, self._groups = corpus.validation()

    def logits(self, net, half):
        seen = logits_of(net, self._images, half=half)
        parts = {"mnist": (logits_of(net, self._mnist, half=half), self._mnist_labels)}
        for k, name in enumerate(pool.GROUPS):
            if (chosen := self._groups == k).any():
                parts[name] = seen[chosen], self._labels[chosen]
        return parts

    def score(self, net, half=True):
        """Accuracy on digits, and the shares of digits, letters and junk that are answered."""
        parts = self.logits(net, half)
        temperature, reject = thresholds(parts)
        right = lambda name: round((parts[name][0][:, :10].argmax(1) == parts[name][1]).float().mean().item(), 4)
        answered = lambda name: round(calibrate.answered(parts[name][0], temperature, CONFIDENCE, reject).mean().item(), 4)
        return {"mnist": right("mnist"), "pen": right("pen"), "photo": right("photo"), "mnistAnswered": answered("mnist"),
                "letters": answered("letter"), "junk": answered("junk")}


def thresholds(parts):
    """Temperature and reject threshold of validation logits."""
    digits = [parts["mnist"], parts["pen"]]
    temperature = calibrate.temperature(*(torch.cat(x) for x in zip(*digits)))
    return temperature, calibrate.reject_threshold(parts["pen"][0], parts["letter"][0], temperature, CONFIDENCE, PASSED, ANSWERED)


class Training:
    """The stages of a run, each with a checkpoint that is named by all that it depends on."""

    def __init__(self, corpus, validation):
        self._corpus, self._validation = corpus, validation
        self._key = cache.fingerprint(corpus.key, *cache.sources("fit", "nets", "quantize"))
        self.histories = {}

    def fit(self, name, net, rounds, run, seed, half=True, also=()):
        """Trains net, which depends on files also, and remembers what its successors depend on."""
        self._key = cache.fingerprint(self._key, name, run, seed, *also)
        net, self.histories[name] = fit(
            name, net, rounds, lambda n: self._validation.score(n, half), run, cache.path(name, self._key, ".pt"))
        return net

    def start_from(self, path):
        """The student, with the weights of an earlier one."""
        torch.manual_seed(SEED)
        images = self._corpus.epoch(0, SEED)[0]
        return earlier.load(path, nets.student(), images[torch.randperm(len(images))[:CALIBRATION]])

    def teach(self, options, start):
        """What gives the logits of the teachers, the earlier student start among them; None where there is no teacher.

        MNIST's pictures are taught by its specialists as well.
        """
        general = [copy.deepcopy(start)] if start else []
        general += [self._teacher(f"teacher{k + 1}", TEACHER_WIDTH, options.teacher_epochs, SEED + k, self._corpus.epoch)
                    for k in range(options.teachers)]
        special = [self._teacher(f"specialist{k + 1}", SPECIALIST_WIDTH, options.specialist_epochs, SEED + 100 + k, self._corpus.mnist_epoch)
                   for k in range(options.specialists)]
        if not general:
            return None
        kept = {}

        def taught(name, images):
            if name not in kept:
                logits = sum(logits_of(net, images) for net in general) / len(general)
                if special:
                    mnist = torch.ones(len(images), dtype=bool) if name == "mnist" else self._corpus.round(name)[2] == pool.GROUPS.index("mnist")
                    more = sum(logits_of(net, images[mnist]) for net in special)
                    logits[mnist] = (logits[mnist] * len(general) + more) / (len(general) + len(special))
                kept[name] = logits.half()
            return kept[name]

        return taught

    def _teacher(self, name, width, epochs, seed, rounds):
        torch.manual_seed(seed)
        return self.fit(name, nets.teacher(width), lambda epoch: rounds(epoch, seed), Run(epochs, TEACHER_RATE), seed)


def write(name, net, description, validation, training):
    """Calibrates a net on the validation pictures and exports it."""
    net = net.to(memory_format=torch.contiguous_format)  # as it is exported: another order of sums moves a threshold in its last digit
    temperature, reject = thresholds(validation.logits(net, half=False))
    export.write(
        net, name=name, version=VERSION, description=description, logits=nets.CLASSES, training={**training, "seed": SEED},
        temperature=temperature, confidenceThreshold=CONFIDENCE, reject={"rule": "class", "threshold": max(round(reject, 5), 1e-5)},
        validation=validation.score(net, half=False))


def run(options):
    if options.specialists and not (options.teachers or options.start_from):
        raise SystemExit("Specialists teach MNIST alone: give --teachers or --start-from as well, or --specialists 0.")
    torch.set_num_threads(options.threads)
    tensors.build()
    corpus = Corpus(options.mnist, options.digits, options.letters)
    validation = Validation(corpus)
    training = Training(corpus, validation)
    start = training.start_from(options.start_from) if options.start_from else None
    taught = training.teach(options, start)

    torch.manual_seed(SEED)
    net = training.fit(
        "student", start or nets.student(), lambda epoch: corpus.epoch(epoch, SEED, taught),
        Run(options.student_epochs, STARTED_RATE if start else STUDENT_RATE), SEED,
        also=(options.start_from, *cache.sources("earlier")) if start else ())

    torch.manual_seed(SEED + 1)
    images = corpus.epoch(0, SEED)[0]
    small = quantize(net, images[torch.randperm(len(images))[:CALIBRATION]], tensor)
    small = training.fit(
        "eight-bits", small, lambda epoch: corpus.epoch(epoch, SEED + 1, taught),
        Run(options.tuning_epochs, TUNING_RATE, half=False), SEED + 1, half=False)
    settle(small)

    recipe = {"data": corpus.sizes(), "startedFrom": _identity(options.start_from) if start else None,
              "teachers": options.teachers, "teacherEpochs": options.teacher_epochs, "specialists": options.specialists,
              "specialistEpochs": options.specialist_epochs, "studentEpochs": options.student_epochs, "tuningEpochs": options.tuning_epochs}
    text = "Five convolutions (32 to 96 channels, the first and third with stride 2), global mean, one dense layer; eleven logits"
    write("cnn", small, f"{text}; in eight bits.", validation, recipe)
    write("cnn-fp32", net, f"{text}; in float32, of which cnn is the eight-bit copy.", validation, recipe)
    (export.MODELS / "cnn" / VERSION / "history.json").write_text(json.dumps(training.histories, indent=1) + "\n")
    plots.learning(export.MODELS / "cnn" / VERSION / "learning.png", training.histories)


def _identity(path):
    """Which model a file is, by the model.json beside it."""
    card = json.loads(path.with_suffix(".json").read_text())
    return {key: card[key] for key in ("name", "version", "sha256")}


def add_arguments(parser):
    parser.add_argument("--mnist", type=Path, required=True, help="folder with MNIST's IDX files")
    parser.add_argument("--digits", type=Path, required=True, help="pen-drawn digits: strokes, one JSON object a line")
    parser.add_argument("--letters", type=Path, required=True, help="pen-drawn letters, likewise")
    parser.add_argument("--start-from", type=Path, help="model.onnx of an earlier float32 student, to learn from and to go on from")
    parser.add_argument("--teachers", type=int, default=1)
    parser.add_argument("--teacher-epochs", type=int, default=16)
    parser.add_argument("--specialists", type=int, default=2, help="further teachers, for MNIST alone")
    parser.add_argument("--specialist-epochs", type=int, default=14)
    parser.add_argument("--student-epochs", type=int, default=48)
    parser.add_argument("--tuning-epochs", type=int, default=3, help="of the eight-bit copy")
    parser.add_argument("--threads", type=int, default=2)
