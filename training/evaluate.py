"""Scores a running service as a client sees it, and prints one table.

best guess: the digit of the greatest probability is right, whatever the verdict. answered: the verdict is `digit`. right of answered: of
those. For what is no digit, answered is what went wrong.
"""
import json
import subprocess
from pathlib import Path

import numpy as np

from . import groups, idx, plots, tensors
from .client import Client

BINS = 15


def calibration_error(right, confidence, bins=BINS):
    """Expected calibration error: the gap between confidence and being right, averaged over equal bins of confidence."""
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(sum(abs(right[which == b].mean() - confidence[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any()))


def score(labels, answers):
    """The numbers of one group."""
    answered = answers.verdict == "digit"
    if labels[0] == groups.BLANK:
        return {"n": len(labels), "blank": round(float((answers.verdict == "blank").mean()), 4)}
    if labels[0] is None:
        return {"n": len(labels), "answered": round(float(answered.mean()), 4)}
    right = answers.guess == np.array(labels)
    return {
        "n": len(labels),
        "bestGuessRight": round(float(right.mean()), 4),
        "answered": round(float(answered.mean()), 4),
        "rightOfAnswered": round(float(right[answered].mean()), 4) if answered.any() else None,
        "calibrationError": round(calibration_error(right, answers.confidence), 4),
        "uncertain": int((answers.verdict == "uncertain").sum()),
        "notADigit": int((answers.verdict == "notADigit").sum()),
        "blank": int((answers.verdict == "blank").sum()),
    }


def line(name, s):
    share = lambda value: "      -" if value is None else f"{value:7.2%}"
    if "bestGuessRight" in s:
        return (f"{name:38} n {s['n']:6}   best guess {share(s['bestGuessRight'])}   answered {share(s['answered'])}   right of answered "
                f"{share(s['rightOfAnswered'])}   ECE {share(s['calibrationError'])}")
    return f"{name:38} n {s['n']:6}   " + (f"answered as a digit {share(s['answered'])}" if "answered" in s else f"422 {share(s['blank'])}")


def cost(model, images=None):
    """Microseconds per image at batch 16 on one core, of noise or images, as `digits time` measures the copy under models/."""
    command = ["dotnet", str(tensors.TOOL), "time", "--model", model, "--batch", "16", *(["--images", str(images)] if images else [])]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def run(options):
    client = Client(options.url, f"?model={options.model}")
    scores, pen = {}, []
    for name, samples in groups.all_groups(options):
        labels, answers = [s[3] for s in samples], client.ask(name, samples)
        scores[name] = score(labels, answers)
        print(line(name, scores[name]), flush=True)
        if name.startswith("pen digits") and "photo" not in name:
            pen.append((np.array(labels), answers.guess, answers.confidence))
    if pen:
        labels, guesses, confidence = (np.concatenate(parts) for parts in zip(*pen))
        right = guesses == labels
        error = calibration_error(right, confidence)
        scores["pen digits, all canvases"] = {"n": len(right), "calibrationError": round(error, 4)}
        print(f"{'pen digits, all canvases':38} n {len(right):6}   ECE {error:7.2%}")
    folder = Path(options.out) if options.out else None
    if folder:
        keep(folder, scores)
    if folder and pen:
        plots.confusion(folder / "confusion.png", labels, guesses)
        plots.reliability(folder / "reliability.png", right, confidence, BINS)
        plots.risk_coverage(folder / "risk-coverage.png", right, confidence)

    # Last, because it builds and runs the copy of the model that lies here, which a service elsewhere does not need.
    tensors.build()
    costs = {"noise": cost(options.model)}
    if options.mnist:
        costs["mnistTest"] = cost(options.model, idx.images_file(options.mnist, "test"))
    for key, name in (("noise", "cost, noise"), ("mnistTest", "cost, MNIST test set")):
        if key in costs:
            print(f"{name:38} {costs[key]['microsecondsPerImage']:.1f} us per image, batch 16, one core")
    if folder:
        keep(folder, {**scores, "cost": costs})


def keep(folder, scores):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")


def add_arguments(parser):
    parser.add_argument("--url", default="http://127.0.0.1:5080", help="of the running service (default %(default)s)")
    parser.add_argument("--model", default="cnn", help="which of its models (default %(default)s)")
    parser.add_argument("--out", help="folder for scores.json and the plots")
    groups.add_arguments(parser)
