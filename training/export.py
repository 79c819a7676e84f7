"""Writes models/<name>/<version>/: model.onnx, with a free batch size, and model.json."""
import hashlib
import json
import platform
import warnings
from pathlib import Path

import torch

MODELS = Path(__file__).parent.parent / "models"
OPSET = 13


def write(net, *, name, version, description, logits, training, **answers):
    """Exports a net of so many logits; answers are temperature, confidenceThreshold, reject and validation, as model.json has them."""
    path = MODELS / name / version / "model.onnx"
    _onnx(net, path)
    card = {
        "name": name,
        "version": version,
        "description": description,
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "input": {"name": "image", "elementType": "float32", "shape": [-1, 1, 28, 28], "range": [0, 1], "ink": 1},
        "output": {"name": "logits", "elementType": "float32", "shape": [-1, logits]},
        "labels": list(range(10)),
        **{key: answers[key] for key in ("temperature", "confidenceThreshold", "reject")},
        "training": {**training, "torch": torch.__version__, "python": platform.python_version()},
        "validation": answers["validation"],
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n")
    print(f"{path}: " + ", ".join(f"{key} {value}" for key, value in answers.items()), flush=True)


def _onnx(net, path: Path):
    path.parent.mkdir(parents=True, exist_ok=True)
    net = net.eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net, torch.rand(2, 1, 28, 28), str(path), opset_version=OPSET, do_constant_folding=True,
            input_names=["image"], output_names=["logits"], dynamic_axes={"image": {0: "n"}, "logits": {0: "n"}})
