"""A network as it was exported earlier, of a cascade either stage, to learn from and to go on from.

A convolution that the file lacks starts as the identity, so that a deeper network begins as good as the one it continues (Chen, Goodfellow,
Shlens, "Net2Net", ICLR 2016).
"""
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

from .cascade import FIRST, SECOND
from .fit import tensor


def is_cascade(path: Path):
    """Whether a file holds two stages."""
    return any(node.name.startswith(FIRST) for node in onnx.load(str(path)).graph.node)


def _weights(path: Path, stage):
    """Each convolution's weights and bias, in order, and the dense layer's; of a cascade, that stage's."""
    graph = onnx.load(str(path)).graph
    stored = {each.name: torch.from_numpy(numpy_helper.to_array(each).copy()) for each in graph.initializer}
    if any(node.op_type == "DequantizeLinear" for node in graph.node):
        raise SystemExit(f"{path} is in eight bits; its float32 twin is wanted.")
    nodes = [node for node in graph.node if node.name.startswith(stage) or not node.name.startswith((FIRST, SECOND))]
    read = lambda kind: [tuple(stored[name] for name in node.input[1:]) for node in nodes if node.op_type == kind]
    try:
        return read("Conv"), read("Gemm")[0]
    except (KeyError, IndexError) as error:
        raise SystemExit(f"{path} does not fit: its convolutions and dense layer are not laid out as this package exports them.") from error


@torch.no_grad()
def load(path: Path, net, images, stage=SECOND):
    """Fills net with the weights of a float32 file of the same network or of one with fewer convolutions, of a cascade with a stage's.

    The file has its batch norms folded in; they are unfolded by what each convolution makes of images, uint8 [n,28,28].
    """
    convolutions, head = _weights(path, stage)
    net.eval()
    x = tensor(images)
    for convolution, norm, relu in net.features:
        if convolutions and convolutions[0][0].shape == convolution.weight.shape:
            weight, bias = convolutions.pop(0)
            convolution.weight.copy_(weight)
        else:
            if convolution.in_channels != convolution.out_channels or convolution.stride != (1, 1):
                raise SystemExit(f"{path} does not fit: {convolution} is not in it and cannot start as the identity.")
            nn.init.dirac_(convolution.weight)
            bias = torch.zeros(len(convolution.weight))
        x = convolution(x)
        norm.running_mean.copy_(x.mean((0, 2, 3)))
        norm.running_var.copy_(x.var((0, 2, 3)))
        norm.weight.copy_(torch.sqrt(norm.running_var + norm.eps))
        norm.bias.copy_(bias + norm.running_mean)
        x = relu(norm(x))
    if convolutions:
        raise SystemExit(f"{path} does not fit: the network has no place for {len(convolutions)} of its convolutions.")
    weight, bias = head
    if weight.shape[1] < net.head.in_features:  # a mean over the picture, as a dense layer over every place
        weight = weight.repeat_interleave(net.places, 1) / net.places
    net.head.weight.copy_(weight)
    net.head.bias.copy_(bias)
    return net
