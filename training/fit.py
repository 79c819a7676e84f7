"""One training run: AdamW under a one-cycle schedule, exponential moving average of the weights, junk pushed to uniform."""
import copy
import math
import sys
import time

import torch
import torch.nn.functional as F

from . import augment


def logits_of(net, images, batch=500):
    """Logits float [n,10] of images uint8 [n,28,28], as /predict/raw would feed them: value / 255."""
    net.eval()
    with torch.no_grad():
        return torch.cat([net(part.float().div(255).unsqueeze(1)) for part in images.split(batch)])


def accuracy(net, images, labels):
    return (logits_of(net, images).argmax(1) == labels).float().mean().item()


@torch.no_grad()
def _average(ema, net, decay):
    for kept, new in zip(ema.state_dict().values(), net.state_dict().values()):
        if kept.dtype.is_floating_point:
            kept.lerp_(new, 1 - decay)
        else:
            kept.copy_(new)


def _progress(name, epoch, epochs, step, steps, started, loss):
    if not sys.stdout.isatty() and step + 1 < steps:
        return
    done = (epoch + (step + 1) / steps) / epochs
    left = (time.time() - started) * (1 / done - 1)
    print(f"\r{name} {done:6.1%}  epoch {epoch + 1:3}/{epochs}  loss {loss:.4f}  {left / 60:5.1f} min left", end="", flush=True)


def fit(name, net, images, labels, check, *, epochs, rate, batch=128, decay=0.999, augmented=True, weight_decay=0.02):
    """Trains net and returns its averaged copy. images uint8 [n,28,28]; check is a pair (images, labels) scored each epoch."""
    ema = copy.deepcopy(net)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=weight_decay)
    steps = math.ceil(len(images) / batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * steps, pct_start=0.15)
    started = time.time()
    for epoch in range(epochs):
        net.train()
        order = torch.randperm(len(images))
        # The last sixth of the run looks mostly at MNIST as it is, so that the net ends on the distribution it is scored on.
        late = epoch >= epochs * 5 / 6
        total = 0.0
        for step, part in enumerate(order.split(batch)):
            if augmented:
                x, y = augment.vary(images[part], 0.8 if late else 1.0, plain=0.5 if late else 0.25), labels[part]
                x = torch.cat((x, augment.junk(images[part[: batch // 10]])))
                out = net(x)
                loss = F.cross_entropy(out[: len(y)], y) - 0.05 * F.log_softmax(out[len(y):], 1).mean()
            else:
                loss = F.cross_entropy(net(images[part].float().div(255).unsqueeze(1)), labels[part])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
            _average(ema, net, min(decay, (1 + epoch * steps + step) / (10 + epoch * steps + step)))
            total += loss.item()
            _progress(name, epoch, epochs, step, steps, started, total / (step + 1))
        print(f"  validation {accuracy(ema, *check):.2%}", flush=True)
    return ema
