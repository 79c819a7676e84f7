"""One training run: AdamW under a one-cycle schedule in bfloat16, an exponential moving average of the weights, and a checkpoint an epoch."""
import copy
import math
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from tqdm import tqdm

CHANNELS_LAST = torch.channels_last
DISTILLED = 0.7  # the teacher's share of the loss; the labels have the rest


@dataclass
class Run:
    """How long and how fast. batch in pictures, rate the greatest learning rate."""
    epochs: int
    rate: float
    batch: int = 256
    decay: float = 0.999
    weight_decay: float = 0.02
    temperature: float = 2.0  # of the distillation (Hinton, Vinyals, Dean 2015)
    half: bool = True


def tensor(images):
    """Pixels uint8 [n,28,28] as the network takes them: value / 255."""
    return images.float().div(255).unsqueeze(1).contiguous(memory_format=CHANNELS_LAST)


def logits_of(net, images, batch=1000, half=True):
    """Logits float [n,classes] of uint8 images [n,28,28]."""
    net.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        return torch.cat([net(tensor(part)).float() for part in images.split(batch)])


def loss_of(logits, labels, taught, run):
    """The mean loss; where the teacher's logits are NaN, it has no say, and the labels alone count."""
    loss = F.cross_entropy(logits, labels, reduction="none")
    if taught is None:
        return loss.mean()
    t = run.temperature
    asked = ~taught[:, 0].isnan()
    soft = F.kl_div(F.log_softmax(logits / t, 1), F.softmax(taught.float().nan_to_num() / t, 1), reduction="none").sum(1) * t * t
    return torch.where(asked, DISTILLED * soft + (1 - DISTILLED) * loss, loss).mean()


@torch.no_grad()
def _average(ema, net, decay):
    for kept, new in zip(ema.state_dict().values(), net.state_dict().values()):
        if kept.dtype.is_floating_point:
            kept.lerp_(new, 1 - decay)
        else:
            kept.copy_(new)


def fit(name, net, rounds, score, run: Run, checkpoint: Path):
    """Trains net and returns its averaged copy and the history of its scores.

    rounds(epoch) gives images uint8 [n,28,28], labels [n] and the teacher's logits [n,classes] or None; score(net) gives numbers to keep.
    Taken up where checkpoint left off, where there is one.
    """
    net = net.to(memory_format=CHANNELS_LAST)
    ema = copy.deepcopy(net)
    optimizer = torch.optim.AdamW(net.parameters(), lr=run.rate, weight_decay=run.weight_decay)
    schedule, history = None, []
    state = torch.load(checkpoint) if checkpoint.exists() else None
    for epoch in range(run.epochs):
        if state and epoch < state["epoch"]:
            continue
        images, labels, taught = rounds(epoch)
        steps = math.ceil(len(images) / run.batch)
        if schedule is None:
            total = run.epochs * steps if state is None else state["total"]
            schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, run.rate, total_steps=total + run.epochs, pct_start=0.15)
            if state:
                net.load_state_dict(state["net"]), ema.load_state_dict(state["ema"])
                optimizer.load_state_dict(state["optimizer"]), schedule.load_state_dict(state["schedule"])
                torch.set_rng_state(state["random"])
                history = state["history"]
        net.train()
        sum_of_losses = 0.0
        bar = tqdm(torch.randperm(len(images)).split(run.batch), f"{name} {epoch + 1}/{run.epochs}", leave=False, mininterval=1)
        for step, part in enumerate(bar):
            with torch.autocast("cpu", torch.bfloat16, enabled=run.half):
                logits = net(tensor(images[part])).float()
            loss = loss_of(logits, labels[part], None if taught is None else taught[part], run)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            if schedule.last_epoch + 1 < schedule.total_steps:
                schedule.step()
            done = epoch * steps + step
            _average(ema, net, min(run.decay, (1 + done) / (10 + done)))
            sum_of_losses += loss.item()
            bar.set_postfix(loss=f"{sum_of_losses / (step + 1):.4f}")
        history.append({"epoch": epoch + 1, "loss": round(sum_of_losses / steps, 5), **score(ema)})
        print(name, history[-1], flush=True)
        kept = checkpoint.with_suffix(".part")
        torch.save({"epoch": epoch + 1, "total": total, "net": net.state_dict(), "ema": ema.state_dict(), "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(), "random": torch.get_rng_state(), "history": history}, kept)
        kept.rename(checkpoint)
    if state and not history:
        ema.load_state_dict(state["ema"])
        history = state["history"]
    return ema.eval(), history
