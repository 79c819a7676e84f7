"""python3 -m training.evaluate --shared FOLDER [--url http://127.0.0.1:5080] [--only mnist,pen]

Scores a running service on real digits, over HTTP, as a client would. FOLDER holds data/mnist (the IDX files) and, for the pen rows,
data/handwriting/unipen_digits_dev.jsonl.gz and tools/render_strokes.py. Needs NumPy and, for pictures, Pillow.

"right" counts answers by `digit`, so an answer held back as uncertain or not a digit counts as wrong; "best guess right" counts by the
greatest probability.
"""
import argparse
import http.client
import importlib.util
import io
import json
import random
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local

import numpy as np
from PIL import Image

from . import idx

THREADS = 4


class Client:
    """Posts over one kept connection a thread."""

    def __init__(self, url):
        self._address = urllib.parse.urlsplit(url).netloc
        self._local = local()

    def post(self, path, body, content_type):
        """The prediction, or None where the service refuses the picture as blank."""
        if not hasattr(self._local, "connection"):
            self._local.connection = http.client.HTTPConnection(self._address, timeout=60)
        connection = self._local.connection
        connection.request("POST", path, body, {"Content-Type": content_type})
        response = connection.getresponse()
        answer = json.loads(response.read())
        if response.status == 422:
            return None
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}: {answer}")
        return answer


def png(gray):
    out = io.BytesIO()
    Image.fromarray(gray).save(out, "PNG")
    return out.getvalue()


def score(name, answers, labels):
    digits = np.array([-1 if a is None or a["digit"] is None else a["digit"] for a in answers])
    guesses = np.array([-1 if a is None else int(np.argmax(a["probabilities"])) for a in answers])
    held = [sum(a is not None and a["verdict"] == v for a in answers) for v in ("uncertain", "notADigit")]
    print(f"{name:44} n {len(labels):6}   right {(digits == labels).mean():7.2%}   best guess right {(guesses == labels).mean():7.2%}"
          f"   uncertain {held[0]}   notADigit {held[1]}   blank {sum(a is None for a in answers)}", flush=True)
    return digits


def mnist(client, pool, shared):
    images, labels = idx.load(str(shared / "data/mnist"), "test")
    raw = list(pool.map(lambda im: client.post("/predict/raw", im.tobytes(), "application/octet-stream"), images))
    picture = list(pool.map(lambda im: client.post("/predict/image", png(im), "image/png"), images))
    a = score("MNIST test set, /predict/raw", raw, labels)
    b = score("MNIST test set as PNG, /predict/image", picture, labels)
    print(f"{'the two disagree on':44} n {int((a != b).sum()):6}", flush=True)


def pen(client, pool, shared):
    spec = importlib.util.spec_from_file_location("render_strokes", shared / "tools/render_strokes.py")
    strokes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(strokes)
    records = list(strokes.read(str(shared / "data/handwriting/unipen_digits_dev.jsonl.gz")))

    def ask(record):
        canvas = np.asarray(strokes.render(record["strokes"], random.Random(f"0:{record['id']}")))
        return client.post("/predict/image", png(canvas), "image/png")

    score("pen-drawn digits (UniPen), /predict/image", list(pool.map(ask, records)), np.array([int(r["label"]) for r in records]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="training.evaluate")
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/ and tools/")
    parser.add_argument("--url", default="http://127.0.0.1:5080")
    parser.add_argument("--only", default="mnist,pen")
    options = parser.parse_args()
    client = Client(options.url)
    with ThreadPoolExecutor(THREADS) as pool:
        for name in options.only.split(","):
            {"mnist": mnist, "pen": pen}[name](client, pool, options.shared)


if __name__ == "__main__":
    main()
