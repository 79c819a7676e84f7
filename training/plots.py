"""The pictures of a training run and of a model's answers. PNG, small enough to be kept beside the model."""
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

SIZE, DPI = (5, 3.6), 80


def _save(figure, file):
    figure.tight_layout()
    figure.savefig(file, dpi=DPI, metadata={"Software": None})
    plt.close(figure)


def learning(file, histories):
    """Loss and validation error by epoch; histories is a dict of lists of {epoch, loss, pen, mnist}."""
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.6))
    for name, history in histories.items():
        epochs = [h["epoch"] for h in history]
        axes[0].plot(epochs, [h["loss"] for h in history], label=name)
        for key, style in (("pen", "-"), ("mnist", ":")):
            axes[1].plot(epochs, [100 * (1 - h[key]) for h in history], style, label=f"{name}, {'pen' if key == 'pen' else 'MNIST'}")
    axes[0].set(xlabel="epoch", ylabel="training loss", yscale="log")
    axes[1].set(xlabel="epoch", ylabel="validation error, %", yscale="log")
    for axis in axes:
        axis.legend(fontsize=7)
        axis.grid(alpha=0.3)
    _save(figure, file)


def confusion(file, labels, guesses):
    """How often each digit (row) was taken for each (column), in percent; what was blank is left out."""
    count = np.zeros((10, 10))
    np.add.at(count, (labels[guesses >= 0], guesses[guesses >= 0]), 1)
    share = 100 * count / np.maximum(count.sum(1, keepdims=True), 1)
    figure, axis = plt.subplots(figsize=(4.6, 4.2))
    axis.imshow(np.log10(share + 0.02), cmap="Blues")
    for (row, column), value in np.ndenumerate(share):
        if value >= 0.01:
            axis.text(column, row, f"{value:.1f}", ha="center", va="center", fontsize=7, color="white" if value > 30 else "black")
    axis.set(xlabel="read as", ylabel="written", xticks=range(10), yticks=range(10), title="pen digits, canvases, %")
    _save(figure, file)


def reliability(file, right, confidence, bins):
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    used = [b for b in range(bins) if (which == b).any()]
    figure, axis = plt.subplots(figsize=SIZE)
    axis.plot([0, 1], [0, 1], "k:", lw=1)
    axis.bar([confidence[which == b].mean() for b in used], [right[which == b].mean() for b in used], width=0.8 / bins, alpha=0.6)
    for b in used:
        axis.text(confidence[which == b].mean(), 0.02, str((which == b).sum()), rotation=90, ha="center", fontsize=7)
    axis.set(xlabel="confidence", ylabel="share right", xlim=(0, 1.02), ylim=(0, 1.02), title="pen digits, canvases; number in each bin")
    _save(figure, file)


def risk_coverage(file, right, confidence):
    order = np.argsort(-confidence, kind="stable")
    risk = 100 * (1 - np.cumsum(right[order]) / np.arange(1, len(order) + 1))
    coverage = 100 * np.arange(1, len(order) + 1) / len(order)
    figure, axis = plt.subplots(figsize=SIZE)
    axis.plot(coverage, risk)
    axis.set(xlabel="answered, % (surest first)", ylabel="wrong of answered, %", xlim=(50, 100.5))
    axis.grid(alpha=0.3)
    _save(figure, file)
