"""Makes the softmax model: multinomial logistic regression on MNIST's pixels, as small as a model can be."""
import hashlib
import json
import platform
from pathlib import Path

import torch
import torch.nn.functional as F

from . import calibrate, export, idx, nets

FOLDER = Path(__file__).parent.parent / "models" / "softmax" / "1"
HELD = 5_000
SEED, EPOCHS, RATE = 20261120, 12, 2e-3


def run(options):
    torch.manual_seed(SEED)
    images, labels = (torch.from_numpy(a.copy()) for a in idx.load(options.mnist, "train"))
    pixels, labels = images.float().div(255).unsqueeze(1), labels.long()
    net = nets.Softmax()
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-4)
    for _ in range(EPOCHS):
        for part in torch.randperm(len(pixels) - HELD).split(128):
            optimizer.zero_grad()
            F.cross_entropy(net(pixels[part]), labels[part]).backward()
            optimizer.step()
    with torch.no_grad():
        held = net(pixels[-HELD:])
    path = FOLDER / "model.onnx"
    export.onnx(net, path)
    card = {
        "name": "softmax", "version": "1", "description": "Multinomial logistic regression on the 784 pixels.", "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "input": {"name": "image", "elementType": "float32", "shape": [-1, 1, 28, 28], "range": [0, 1], "ink": 1},
        "output": {"name": "logits", "elementType": "float32", "shape": [-1, 10]}, "labels": list(range(10)),
        "temperature": calibrate.temperature(held, labels[-HELD:]), "confidenceThreshold": 0.6, "reject": {"rule": "none"},
        "training": {"data": f"MNIST train, first {len(pixels) - HELD}", "seed": SEED, "epochs": EPOCHS, "rate": RATE,
                     "torch": torch.__version__, "python": platform.python_version()},
        "validation": {"mnist": round((held.argmax(1) == labels[-HELD:]).float().mean().item(), 4)},
    }
    (FOLDER / "model.json").write_text(json.dumps(card, indent=2) + "\n")
    print(f"{path}: temperature {card['temperature']}, {card['validation']}")


def add_arguments(parser):
    parser.add_argument("--mnist", type=Path, required=True, help="folder with MNIST's IDX files")
