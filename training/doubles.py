"""Makes the network of doubles, which reads two digits that touch (touching.py), from pen strokes and MNIST.

Its 21 logits are ten for the left digit, ten for the right one, and one for what is not two digits: a double's probability is the exponential of
its two logits' sum over all such and the last one's. It trains for a time, not for epochs, on pictures that are composed as it goes.
"""
import copy
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import export, idx, strokes, touching
from .nets import conv

LOGITS = 21
BATCH, RATE, DECAY = 256, 3e-3, 0.999
POOL, FRESH = 120_000, 128   # pictures kept, and composed anew for each batch


class Doubles(torch.nn.Module):
    """Five convolutions, 7.8 million multiply-adds."""

    def __init__(self):
        super().__init__()
        self.features = torch.nn.Sequential(conv(1, 32, 5, 2), conv(32, 48), conv(48, 64, stride=2), conv(64, 64), conv(64, 64))
        self.drop = torch.nn.Dropout(0.15)
        self.head = torch.nn.Linear(64 * 49, LOGITS)

    def forward(self, image):
        return self.head(self.drop(self.features(image).flatten(1)))


def log_shares(logits, temperature=1.0):
    """Logarithms [n,101] of the probability of each double, and of none."""
    logits = logits.float() / temperature
    both = (logits[:, :10, None] + logits[:, None, 10:20]).flatten(1)
    return F.log_softmax(torch.cat((both, logits[:, 20:]), 1), 1)


def _tensor(images):
    return torch.from_numpy(images).float().div(255).unsqueeze(1)


def _vary(images):
    """Ink as scans and photos have it: fainter, blurred, grainy."""
    n = len(images)
    images = images * torch.empty(n, 1, 1, 1).uniform_(0.75, 1.25)
    blurred = F.avg_pool2d(F.pad(images, (1, 1, 1, 1)), 3, 1)
    share = torch.rand(n, 1, 1, 1) * 0.5 * (torch.rand(n, 1, 1, 1) < 0.3)
    noise = torch.randn_like(images) * 0.03 * (torch.rand(n, 1, 1, 1) < 0.3)
    return (images * (1 - share) + blurred * share + noise).clamp(0, 1)


def _validate(net, images, labels):
    net.eval()
    with torch.no_grad():
        logits = torch.cat([net(_tensor(part)) for part in np.split(images, range(1000, len(images), 1000))])
    shares = log_shares(logits)
    best = shares.argmax(1)
    labels = torch.from_numpy(labels)
    two = labels < touching.NONE
    digits = shares[:, :100].argmax(1)
    return logits, {"doublesRight": round(100 * (best == labels)[two].float().mean().item(), 2),
                    "guessRight": round(100 * (digits == labels)[two].float().mean().item(), 2),
                    "noneRight": round(100 * (best == labels)[~two].float().mean().item(), 2), "loss": round(F.nll_loss(shares, labels).item(), 4)}


def _temperature(logits, labels):
    """What the logits are divided by, so that the validation pictures are most probable."""
    labels = torch.from_numpy(labels)
    return min((F.nll_loss(log_shares(logits, t), labels).item(), t) for t in np.arange(0.7, 2.5, 0.02))[1]


def fit(source, held, seconds, rng, checkpoint):
    """The averaged net after so many seconds."""
    net = Doubles()
    ema, last = copy.deepcopy(net), None
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    images, labels = touching.pictures(rng, source, 20_000)
    start, step, loss_sum, said = time.monotonic(), 0, 0.0, 0
    while (spent := (time.monotonic() - start) / seconds) < 1:
        more, their = touching.pictures(rng, source, FRESH)
        if len(images) < POOL:
            images, labels = np.concatenate((images, more)), np.concatenate((labels, their))
        else:
            at = rng.integers(0, len(images), FRESH)
            images[at], labels[at] = more, their
        chosen = rng.integers(0, len(images), BATCH)
        rate = RATE * min(spent / 0.05 + 0.02, 1) * 0.5 * (1 + math.cos(math.pi * max(spent - 0.05, 0) / 0.95))
        for group in optimizer.param_groups:
            group["lr"] = rate
        net.train()
        with torch.autocast("cpu", torch.bfloat16):
            logits = net(_vary(_tensor(images[chosen])))
        loss = F.nll_loss(log_shares(logits), torch.from_numpy(labels[chosen]))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        decay = min(DECAY, (1 + step) / (10 + step))
        with torch.no_grad():
            for kept, new in zip(ema.state_dict().values(), net.state_dict().values()):
                kept.lerp_(new, 1 - decay) if kept.dtype.is_floating_point else kept.copy_(new)
        step, loss_sum = step + 1, loss_sum + loss.item()
        if step % 200 == 0:
            print(f"{spent:.3f} step {step} rate {rate:.5f} loss {loss_sum / (step - said):.4f}", flush=True)
            said, loss_sum = step, 0.0
        if step % 1000 == 0:
            print(_validate(ema, *held)[1], flush=True)
            torch.save({"net": ema.state_dict(), "steps": step}, checkpoint)
    torch.save({"net": ema.state_dict(), "steps": step}, checkpoint)
    return ema.eval(), step


def run(options):
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(0)
    digits, letters = (strokes.split(strokes.read(files), options.leave_out) for files in (options.digits, options.letters))
    images, labels = idx.load(options.mnist, "train")
    source = touching.Source(rng, digits["train"], letters["train"], images[:-2000], labels[:-2000], variants=options.variants)
    other = touching.Source(np.random.default_rng(1), digits["validation"], letters["validation"], images[-2000:], labels[-2000:])
    held = touching.pictures(np.random.default_rng(2), other, 6000)
    checkpoint = Path(options.checkpoint)
    if checkpoint.exists() and options.seconds == 0:
        kept = torch.load(checkpoint)
        net, steps = Doubles().eval(), kept["steps"]
        net.load_state_dict(kept["net"])
    else:
        net, steps = fit(source, held, options.seconds, rng, checkpoint)
    logits, scores = _validate(net, *held)
    temperature = _temperature(logits, held[1])
    print(scores, "temperature", round(temperature, 2), flush=True)
    export.write(net, name="doubles", version=options.version, logits=LOGITS,
                 description="A network of five convolutions that reads two digits which touch; ten logits for each, and one for what is not two.",
                 temperature=round(temperature, 3), confidenceThreshold=0.6, reject={"rule": "class", "threshold": 0.5},
                 places=2, selfTest=False,
                 training={"data": {"laboratoriesLeftOut": sorted(options.leave_out)}, "steps": steps, "batch": BATCH}, validation=scores)


def add_arguments(parser):
    parser.add_argument("--mnist", type=Path, required=True, help="folder with MNIST's IDX files")
    parser.add_argument("--digits", type=Path, nargs="+", required=True, help="pen strokes of digits")
    parser.add_argument("--letters", type=Path, nargs="+", required=True, help="pen strokes of letters")
    parser.add_argument("--leave-out", nargs="*", default=["gmd"], help="laboratories whose writers are in no part")
    parser.add_argument("--seconds", type=float, default=1500, help="how long to train; 0 exports the checkpoint as it is")
    parser.add_argument("--variants", type=int, default=3, help="drawings of each digit with each pen")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--checkpoint", default="training/.cache/doubles.pt")
    parser.add_argument("--version", default="1")
