"""Makes the shipped models: a cascade of two networks that learn from larger ones, its eight-bit copy, and what turns logits into answers.

Every stage leaves a checkpoint an epoch under training/.cache and is taken up there when the run is started again. The same machine and
versions give the same weights.
"""
import argparse
import copy
import hashlib
import json
import shutil
from pathlib import Path

import torch

from . import cache, cascade, export, nets, plots, tensors
from .corpus import Corpus
from .stages import Stages
from .validation import CONFIDENCE, Validation, score, thresholds

VERSION = "6"
SEED = 20261127
MADE = cache.FOLDER / "made"  # where the models are written until all of them are complete


def write(name, first, second, description, corpus, validation, training):
    """Joins two stages, calibrates them on the validation pictures and exports them."""
    # In the order in which they are exported: another order of sums moves a threshold in its last digit.
    first, second = (net.to(memory_format=torch.contiguous_format) for net in (first, second))
    both = cascade.calibrated(first, second, validation, corpus)
    parts = validation.logits(both, half=False)
    temperature, reject = thresholds(parts)
    export.write(
        both, name=name, version=VERSION, description=description, logits=nets.CLASSES, models=MADE,
        training={**training, "seed": SEED, "deferred": both.deferred(validation)},
        temperature=temperature, confidenceThreshold=CONFIDENCE, reject={"rule": "class", "threshold": max(round(reject, 5), 1e-5)},
        validation=score(parts))


def run(options):
    if options.specialists and not (options.teacher_epochs or options.start_from):
        raise SystemExit("Specialists teach MNIST alone: give --teacher-epochs or --start-from as well, or --specialists 0.")
    origin = _identity(options.start_from) if options.start_from else None
    torch.set_num_threads(options.threads)
    tensors.build()
    corpus = Corpus(options.mnist, options.digits, options.letters, options.leave_out, options.rounds)
    validation = Validation(corpus)
    stages = Stages(corpus, validation, SEED)

    start_first, start = stages.start_from(options.start_from) if options.start_from else (None, None)
    general = copy.deepcopy(start) if start else stages.teacher(options.teacher_epochs) if options.teacher_epochs else None
    taught = stages.knowing(general, earlier_model=start is not None) if general else None
    first = stages.first(options.first_epochs, taught, start_first)
    special = stages.specialists(options.specialists, options.specialist_epochs, first)
    taught_hard = stages.taught(first, special, taught) if special else taught
    second = stages.second(options.second_epochs, first, taught_hard, start)
    small_second = stages.second_in_eight_bits(second, options.tuning_epochs, first, taught_hard)
    small_first = stages.first_in_eight_bits(first, options.tuning_epochs, taught)

    recipe = {"data": corpus.sizes(), "startedFrom": origin, "teacherEpochs": 0 if start else options.teacher_epochs,
              "firstEpochs": options.first_epochs, "specialists": options.specialists,
              "specialistEpochs": options.specialist_epochs if options.specialists else 0, "secondEpochs": options.second_epochs,
              "tuningEpochs": options.tuning_epochs}
    text = "A cascade of two networks, of four and six convolutions: the second answers where the first is in doubt; eleven logits"
    write("cnn", small_first, small_second, f"{text}; in eight bits but for the first convolutions.", corpus, validation, recipe)
    write("cnn-fp32", first, second, f"{text}; in float32, of which cnn is the eight-bit copy.", corpus, validation, recipe)
    (MADE / "cnn" / VERSION / "history.json").write_text(json.dumps(stages.histories, indent=1) + "\n")
    plots.learning(MADE / "cnn" / VERSION / "learning.png", stages.histories)
    for name in ("cnn", "cnn-fp32"):
        _put(MADE / name / VERSION, export.MODELS / name / VERSION)


def _put(made, folder):
    """Moves a model's complete files to where the service finds them, model.json last: a folder without it holds no model."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(made.iterdir(), key=lambda each: each.name == "model.json"):
        shutil.move(file, folder / file.name)
    made.rmdir()


def _identity(path):
    """Which model a file is, by the model.json beside it."""
    card = json.loads(path.with_suffix(".json").read_text())
    if hashlib.sha256(path.read_bytes()).hexdigest() != card["sha256"]:
        raise SystemExit(f"{path} is not the file that the model.json beside it describes.")
    return {key: card[key] for key in ("name", "version", "sha256")}


def _at_least(least):
    def number(text):
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text} is not a number from {least} on")
        return int(text)

    return number


def add_arguments(parser):
    parser.add_argument("--mnist", type=Path, required=True, help="folder with MNIST's IDX files")
    parser.add_argument("--digits", type=Path, nargs="+", required=True, help="files of pen-drawn digits: strokes, one JSON object a line")
    parser.add_argument("--letters", type=Path, nargs="+", required=True, help="files of pen-drawn letters, likewise")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="DONOR", help="laboratories whose writers are neither trained nor validated on")
    parser.add_argument("--start-from", type=Path, help="model.onnx of an earlier float32 model, which teaches and is trained on")
    parser.add_argument("--rounds", type=_at_least(1), default=5, help="of varied pictures, which the epochs take in turn (default %(default)s)")
    parser.add_argument("--teacher-epochs", type=_at_least(0), default=16, help="of the general teacher, which --start-from replaces; 0 for none")
    parser.add_argument("--first-epochs", type=_at_least(1), default=14)
    parser.add_argument("--specialists", type=_at_least(0), default=2, help="further teachers, for MNIST's hard pictures alone")
    parser.add_argument("--specialist-epochs", type=_at_least(1), default=12)
    parser.add_argument("--second-epochs", type=_at_least(1), default=36)
    parser.add_argument("--tuning-epochs", type=_at_least(1), default=4, help="of the eight-bit copies")
    parser.add_argument("--threads", type=_at_least(1), default=2)
