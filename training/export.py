"""Writes models/<name>/<version>/: model.onnx and model.json."""
import hashlib
import json
import platform
from pathlib import Path

import torch

OPSET = 13


def write(folder: Path, net, *, name, version, description, temperature, confidence, reject, training, scores):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.onnx"
    net.eval()
    torch.onnx.export(
        net, torch.zeros(2, 1, 28, 28), str(path), opset_version=OPSET, do_constant_folding=True,
        input_names=["image"], output_names=["logits"], dynamic_axes={"image": {0: "n"}, "logits": {0: "n"}})
    card = {
        "name": name,
        "version": version,
        "description": description,
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "input": {"name": "image", "elementType": "float32", "shape": [-1, 1, 28, 28], "range": [0, 1], "ink": 1},
        "output": {"name": "logits", "elementType": "float32", "shape": [-1, 10]},
        "labels": list(range(10)),
        "temperature": temperature,
        "confidenceThreshold": confidence,
        "reject": reject,
        "training": {**training, "torch": torch.__version__, "python": platform.python_version()},
        "scores": scores,
    }
    (folder / "model.json").write_text(json.dumps(card, indent=2) + "\n")
    return path
