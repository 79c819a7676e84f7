"""python3 -m training --data FOLDER_WITH_MNIST [--out models] [--only cnn,softmax] [--epochs N]

Trains every model that Digits ships and writes models/<name>/<version>/. FOLDER holds MNIST's four IDX files, gzipped or not.
Seeded: the same machine and versions give the same weights. The shipped cnn takes about half an hour on two cores.
"""
import argparse
import random
from pathlib import Path

import numpy as np
import torch

from . import augment, calibrate, export, idx, nets
from .fit import accuracy, fit, logits_of

VALIDATION = 5_000  # the last of MNIST's 60,000 training images; temperature and thresholds are set on them
SEED = 20261120


def junk_rejected(net, images, temperature, reject):
    """The share of made-up junk that the reject rule catches, or None without a rule."""
    if reject["rule"] == "none":
        return None
    with torch.no_grad():
        entropy = calibrate.entropy(net(augment.junk(images)), temperature)
    return round((entropy > reject["threshold"]).float().mean().item(), 4)


def train(name, description, net, data, test, out, run, reject_rule):
    images, labels = (part[:-VALIDATION] for part in data)
    held, held_labels = (part[-VALIDATION:] for part in data)
    net = fit(name, net, images, labels, (held, held_labels), **run).eval()
    temperature = calibrate.temperature(logits_of(net, held), held_labels)
    reject = {"rule": reject_rule}
    if reject_rule == "entropy":
        with torch.no_grad():
            varied = torch.cat([net(augment.vary(part, 0.8, plain=0.5)) for part in held.split(500)])
        reject["threshold"] = calibrate.entropy_threshold(varied, temperature)
    scores = {
        "mnistTestAccuracy": round(accuracy(net, *test), 4),
        "validationAccuracy": round(accuracy(net, held, held_labels), 4),
        "junkRejected": junk_rejected(net, held, temperature, reject),
    }
    recipe = {"data": "MNIST train, first 55,000", "seed": SEED, **{k: run[k] for k in ("epochs", "rate", "augmented")}}
    path = export.write(
        out / name / "1", net, name=name, version="1", description=description, temperature=temperature, confidence=0.6,
        reject=reject, training=recipe, scores=scores)
    print(f"{path}: temperature {temperature}, reject {reject}, {scores}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="training")
    parser.add_argument("--data", required=True, help="folder with MNIST's IDX files")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "models")
    parser.add_argument("--only", default="softmax,cnn", help="names, comma-separated")
    parser.add_argument("--epochs", type=int, default=32, help="of the cnn")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    chosen = options.only.split(",")
    if unknown := set(chosen) - {"cnn", "softmax"}:
        parser.error(f"--only knows cnn and softmax, not {', '.join(sorted(unknown))}")

    data, test = (tuple(torch.from_numpy(a.copy()) for a in idx.load(options.data, part)) for part in ("train", "test"))
    data, test = (data[0], data[1].long()), (test[0], test[1].long())
    torch.set_num_threads(options.threads)
    runs = {
        "softmax": ("Multinomial logistic regression on the 784 pixels.", nets.Softmax,
                    dict(epochs=12, rate=2e-3, augmented=False, weight_decay=1e-4), "none"),
        "cnn": ("Six 3x3 convolutions (24, 48 and 96 channels) with batch norm, global mean, one dense layer.", nets.Cnn,
                dict(epochs=options.epochs, rate=4e-3, augmented=True), "entropy"),
    }
    for name in chosen:
        random.seed(SEED), np.random.seed(SEED), torch.manual_seed(SEED)
        description, make, run, rule = runs[name]
        train(name, description, make(), data, test, options.out, run, rule)


main()
