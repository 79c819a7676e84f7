"""Eight-bit copies of a network, trained on with the rounding in place (Jacob et al., CVPR 2018, arXiv 1712.05877).

Batch norm is folded into the convolutions. The first convolution computes in float32: with a single channel to read, ONNX Runtime's integer
kernels take three times as long for it. All others are in integers: weights are signed with a scale for each output channel; what follows
a ReLU is unsigned with one scale. Weights keep to seven bits: processors without VNNI add two products in sixteen bits, and eight would overflow there.
The network is exported as QuantizeLinear and DequantizeLinear pairs, which ONNX Runtime fuses into integer convolutions.
"""
import copy

import torch
import torch.nn.functional as F
from torch import nn

from .nets import flat

WEIGHT_MAX = 63
RANGE = 0.9995  # the share of activations that the scale covers; the rest saturate


class QuantizedConv(nn.Module):
    """A convolution, ReLU, and the rounding of its weights, unless they stay in float, and of what comes out."""

    def __init__(self, block, in_float):
        super().__init__()
        self.in_float = in_float
        conv, norm = block[0], block[1]
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        self.weight = nn.Parameter((conv.weight * gain.view(-1, 1, 1, 1)).detach().clone())
        self.bias = nn.Parameter((norm.bias - norm.running_mean * gain).detach().clone())
        self.stride, self.padding = conv.stride, conv.padding
        self.register_buffer("weight_scale", torch.ones(len(self.weight)))
        self.register_buffer("weight_zero", torch.zeros(len(self.weight), dtype=torch.int32))
        self.register_buffer("scale", torch.tensor(1.0))
        self.observing = False
        self.seen = []

    def rescale(self):
        """Sets the weights' scales by their greatest values, which keeps them all within WEIGHT_MAX."""
        self.weight_scale.copy_(self.weight.detach().abs().amax((1, 2, 3)).clamp_min(1e-6) / WEIGHT_MAX)

    def forward(self, x):
        weight = self.weight
        if not self.in_float:
            if self.training:
                self.rescale()
            weight = torch.fake_quantize_per_channel_affine(weight, self.weight_scale, self.weight_zero, 0, -128, 127)
        x = torch.relu(F.conv2d(x, weight, self.bias, self.stride, self.padding))
        if self.observing:
            positive = x[x > 0]
            self.seen.append(torch.quantile(positive[torch.randint(len(positive), (100_000,))], RANGE).item())
            return x
        return torch.fake_quantize_per_tensor_affine(x, float(self.scale), 0, 0, 255)


class Quantized(nn.Module):
    """A network of nets.conv alone in eight bits; the first of them, the mean and the dense layer stay in float."""

    def __init__(self, net):
        super().__init__()
        self.layers = nn.ModuleList(QuantizedConv(layer, in_float=k == 0) for k, layer in enumerate(net.features))
        self.places, self.drop, self.head = net.places, copy.deepcopy(net.drop), copy.deepcopy(net.head)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.head(self.drop(flat(x, self.places)))


def settle(net):
    """Sets the scales of a trained quantized net by its final weights: those of an average of nets are averages themselves."""
    for layer in net.layers:
        layer.rescale()
    return net


def quantize(net, images, tensor):
    """A quantized copy of a trained net whose scales are set on images uint8 [n,28,28]."""
    net = Quantized(net.eval()).eval()
    with torch.no_grad():
        for conv in net.layers:
            conv.rescale()
            conv.observing = True
        for part in images.split(500):
            net(tensor(part))
        for conv in net.layers:
            conv.observing = False
            conv.scale.fill_(sum(conv.seen) / len(conv.seen) / 255)
            conv.seen = []
    return net
