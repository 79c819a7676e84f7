"""The networks. Input `image` float [n,1,28,28] in 0..1 with ink = 1; output `logits` float [n,11], the last for "no digit"; softmax has ten."""
from torch import nn

CLASSES = 11
SIZE = 28, 28


def conv(inputs, outputs, kernel=3, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


def flat(x, places):
    """What a dense layer for so many places sees of features [n,c,h,w]: those of every place, or, where places is one, their mean."""
    return x.mean((2, 3)) if places == 1 else x.flatten(1)


class Convolutions(nn.Module):
    """Convolutions, and one dense layer over their features."""

    def __init__(self, *layers, features, places=1, drop=0.2):
        super().__init__()
        self.features = nn.Sequential(*layers)
        self.drop = nn.Dropout(drop)
        self.places = places
        self.head = nn.Linear(features * places, CLASSES)

    def forward(self, image):
        return self.head(self.drop(flat(self.features(image), self.places)))


def teacher(w=48):
    """Three stages of two 3x3 convolutions with w, 2w and 4w channels."""
    return Convolutions(
        conv(1, w), conv(w, w), nn.MaxPool2d(2),
        conv(w, 2 * w), conv(2 * w, 2 * w), nn.MaxPool2d(2),
        conv(2 * w, 4 * w), conv(4 * w, 4 * w), features=4 * w)


def first():
    """The first stage of the cascade, 1.4 million multiply-adds: it answers what leaves no doubt."""
    return Convolutions(
        conv(1, 16, 5, 2), conv(16, 32, stride=2), conv(32, 48), conv(48, 64, stride=2), features=64, drop=0.05)


def second():
    """The second stage, 17 million multiply-adds.

    Strides early, so that most of the work is done at 14x14 and 7x7, where eight-bit arithmetic is at its best.
    """
    return Convolutions(
        conv(1, 32, 5, 2), conv(32, 48), conv(48, 48), conv(48, 96, stride=2), conv(96, 96), conv(96, 96), features=96, places=7 * 7)


class Softmax(nn.Module):
    """Multinomial logistic regression on the pixels."""

    def __init__(self):
        super().__init__()
        self.head = nn.Linear(784, 10)

    def forward(self, image):
        return self.head(image.flatten(1))
