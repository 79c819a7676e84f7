"""The networks. Input `image` float [n,1,28,28] in 0..1 with ink = 1; output `logits` float [n,10]."""
import torch
from torch import nn


def _conv(inputs, outputs):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Cnn(nn.Module):
    """Three stages of two 3x3 convolutions with batch norm, w, 2w and 4w channels, then the mean over 7x7 and one dense layer."""

    def __init__(self, width=24):
        super().__init__()
        w = width
        self.features = nn.Sequential(
            _conv(1, w), _conv(w, w), nn.MaxPool2d(2),
            _conv(w, 2 * w), _conv(2 * w, 2 * w), nn.MaxPool2d(2),
            _conv(2 * w, 4 * w), _conv(4 * w, 4 * w))
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(4 * w, 10)

    def forward(self, image):
        return self.head(self.drop(self.features(image).mean((2, 3))))


class Softmax(nn.Module):
    """Multinomial logistic regression on the pixels."""

    def __init__(self):
        super().__init__()
        self.head = nn.Linear(784, 10)

    def forward(self, image):
        return self.head(torch.flatten(image, 1))
