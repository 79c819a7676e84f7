"""Writes a model's file: model.onnx, with a free batch size."""
import warnings
from pathlib import Path

import torch

OPSET = 13


def onnx(net, path: Path):
    path.parent.mkdir(parents=True, exist_ok=True)
    net = net.eval().to(memory_format=torch.contiguous_format)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net, torch.rand(2, 1, 28, 28), str(path), opset_version=OPSET, do_constant_folding=True,
            input_names=["image"], output_names=["logits"], dynamic_axes={"image": {0: "n"}, "logits": {0: "n"}})
