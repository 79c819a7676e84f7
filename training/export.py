"""Writes models/<name>/<version>/: model.onnx, with a free batch size, and model.json."""
import hashlib
import json
import platform
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch

from . import nets
from .cascade import OPSET, Cascade, join

MODELS = Path(__file__).parent.parent / "models"


def write(net, *, name, version, description, logits, training, models=MODELS, **answers):
    """Exports a net of so many logits to models; answers are temperature, confidenceThreshold, reject, validation, and, of
    what reads several digits at once, places and selfTest, as model.json has them."""
    path = models / name / version / "model.onnx"
    _onnx(net, path)
    card = {
        "name": name,
        "version": version,
        "description": description,
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "input": {"name": "image", "elementType": "float32", "shape": [-1, 1, *nets.SIZE], "range": [0, 1], "ink": 1},
        "output": {"name": "logits", "elementType": "float32", "shape": [-1, logits]},
        "labels": list(range(10)),
        **{key: answers[key] for key in ("temperature", "confidenceThreshold", "reject", "places", "selfTest") if key in answers},
        "training": {**training, "torch": torch.__version__, "python": platform.python_version()},
        "validation": answers["validation"],
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n")
    print(f"{path}: " + ", ".join(f"{key} {value}" for key, value in answers.items()), flush=True)


def _onnx(net, path: Path):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(net, Cascade):
        return _network(net, path)
    stages = []
    with TemporaryDirectory() as folder:
        for k, stage in enumerate((net.first, net.second)):
            _network(stage, file := Path(folder) / f"{k}.onnx")
            stages.append(onnx.load(str(file)))
    onnx.save(join(*stages, net), str(path))


def _network(net, path: Path):
    net = net.eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net, torch.rand(2, 1, *nets.SIZE), str(path), opset_version=OPSET, do_constant_folding=True,
            input_names=["image"], output_names=["logits"], dynamic_axes={"image": {0: "n"}, "logits": {0: "n"}})
