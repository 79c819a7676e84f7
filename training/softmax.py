"""Makes the softmax model: multinomial logistic regression on MNIST's pixels, as small as a model can be."""
from pathlib import Path

import torch
import torch.nn.functional as F

from . import calibrate, export, idx, nets

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
    export.write(
        net, name="softmax", version="1", description="Multinomial logistic regression on the 784 pixels.", logits=10,
        training={"data": f"MNIST train, first {len(pixels) - HELD}", "seed": SEED, "epochs": EPOCHS, "rate": RATE},
        temperature=calibrate.temperature(held, labels[-HELD:]), confidenceThreshold=0.6, reject={"rule": "none"},
        validation={"mnist": round((held.argmax(1) == labels[-HELD:]).float().mean().item(), 4)})


def add_arguments(parser):
    parser.add_argument("--mnist", type=Path, required=True, help="folder with MNIST's IDX files")
