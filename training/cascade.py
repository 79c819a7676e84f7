"""Two networks that answer as one: the second is asked about those pictures alone that leave the first in doubt.

An "I don't know" cascade (Wang et al., "IDK Cascades", UAI 2018, arXiv 1706.00885). Each picture goes its own way, whatever else is in the
batch.
"""
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, compose, helper, numpy_helper
from torch import nn

from . import calibrate, nets
from .fit import logits_of
from .validation import CONFIDENCE, temperature_of, thresholds

OPSET = 13
FIRST, SECOND = "first/", "second/"  # what the names in a cascade's graph begin with
HARMED_SHARE = 1 / 30_000  # of the varied pictures that the first stage answers, at most so many where the second would do better


class Cascade(nn.Module):
    """Two stages, image float [n,1,28,28] to logits float [n,11] each, and what joins them.

    The first one's logits are multiplied by scale, so that one temperature suits both. Its answer stands where the greatest of ten digits
    has a probability of at least threshold in the softmax over all eleven of them, divided by temperature.
    """

    def __init__(self, first, second, scale, temperature):
        super().__init__()
        self.first, self.second = first, second
        self.scale, self.temperature, self.threshold = scale, temperature, calibrate.NEVER

    def forward(self, image):
        early = self.first(image)
        return torch.where((self.confidence(early) < self.threshold).unsqueeze(1), self.second(image), early * self.scale)

    def confidence(self, early):
        """The greatest probability of ten digits, float [n], of the first stage's logits."""
        return F.softmax(early * self.scale / self.temperature, 1)[:, :calibrate.DIGITS].amax(1)

    def deferred(self, validation):
        """The share of each group of validation pictures that the first stage leaves to the second."""
        parts = validation.logits(self.first, half=False)
        return {name: round((self.confidence(logits) < self.threshold).float().mean().item(), 4) for name, (logits, _) in parts.items()}


def calibrated(first, second, validation, corpus):
    """A cascade whose first stage answers as much as it may.

    On the validation pictures it answers none that the second stage would have answered better; of a further round of varied pictures of
    the training writers, which are far more, one in 30,000 at most.
    """
    early, late = validation.logits(first, half=False), validation.logits(second, half=False)
    temperature, reject = thresholds(late)
    images, labels, _ = corpus.round(corpus.rounds)
    early["varied"], late["varied"] = ((logits_of(net, images, half=False), labels) for net in (first, second))
    cascade = Cascade(first, second, temperature / temperature_of(early), temperature)
    cascade.threshold = max(
        calibrate.exit_threshold(
            cascade.confidence(logits), _harmed(logits, late[name][0], truth, temperature, reject), HARMED_SHARE if name == "varied" else 0)
        for name, (logits, truth) in early.items())
    return cascade


def _harmed(early, late, labels, temperature, reject):
    """Where an early answer does harm: a wrong digit where the late one is right or withheld; of no digit, any where the late one is withheld."""
    given = torch.from_numpy(calibrate.answered(late, temperature, CONFIDENCE, reject))
    early, late = (logits[:, :calibrate.DIGITS].argmax(1) for logits in (early, late))
    return torch.where(labels < calibrate.DIGITS, (early != labels) & ((late == labels) | ~given), ~given)


def join(first, second, cascade):
    """One ONNX model of the two stages' models, which computes what cascade does without asking the second in vain."""
    first, second = compose.add_prefix(first, FIRST), compose.add_prefix(second, SECOND)
    constants = {"scale": np.float32(cascade.scale), "temperature": np.float32(cascade.temperature),
                 "threshold": np.float32(cascade.threshold),
                 "from": np.array([0]), "to": np.array([calibrate.DIGITS]), "axis": np.array([1])}
    node = lambda kind, inputs, output, **more: helper.make_node(kind, inputs, [output], name=output, **more)
    nodes = [
        *_fed(first.graph, "image"),
        node("Mul", [f"{FIRST}logits", "scale"], "early_logits"),
        node("Div", ["early_logits", "temperature"], "tempered_logits"),
        node("Softmax", ["tempered_logits"], "probabilities", axis=1),
        node("Slice", ["probabilities", "from", "to", "axis"], "digit_probabilities"),
        node("ReduceMax", ["digit_probabilities"], "confidence", axes=[1], keepdims=0),
        node("Less", ["confidence", "threshold"], "deferred"),
        node("NonZero", ["deferred"], "deferred_row"),  # [1,k]
        node("Transpose", ["deferred_row"], "deferred_indices", perm=[1, 0]),
        node("GatherND", ["image", "deferred_indices"], "deferred_images"),
        *_fed(second.graph, "deferred_images"),
        node("ScatterND", ["early_logits", "deferred_indices", f"{SECOND}logits"], "logits"),
    ]
    shape = lambda name, *dims: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", *dims])
    initializers = [*first.graph.initializer, *second.graph.initializer,
                    *(numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items())]
    graph = helper.make_graph(nodes, "cascade", [shape("image", 1, *nets.SIZE)], [shape("logits", nets.CLASSES)], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="training")
    model.ir_version = first.ir_version
    onnx.checker.check_model(model, full_check=True)
    return model


def _fed(graph, source):
    """The graph's nodes, their input read from source."""
    wanted = graph.input[0].name
    for each in graph.node:
        each.input[:] = [source if name == wanted else name for name in each.input]
    return graph.node
