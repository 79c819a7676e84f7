"""python3 -m training.evaluate [--url http://127.0.0.1:5080] [--mnist FOLDER] [--pen STROKES --renderer SCRIPT]

Scores a running service on real digits, over HTTP, as a client would. FOLDER holds MNIST's IDX files. STROKES is a file of pen strokes,
one JSON object a line with id, label and strokes; SCRIPT is a Python module that has read(file) for it and render(strokes, random),
which draws strokes as a canvas would show them. Needs NumPy and Pillow.

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


def mnist(client, pool, folder):
    images, labels = idx.load(folder, "test")
    raw = list(pool.map(lambda im: client.post("/predict/raw", im.tobytes(), "application/octet-stream"), images))
    picture = list(pool.map(lambda im: client.post("/predict/image", png(im), "image/png"), images))
    a = score("MNIST test set, /predict/raw", raw, labels)
    b = score("MNIST test set as PNG, /predict/image", picture, labels)
    print(f"{'the two disagree on':44} n {int((a != b).sum()):6}", flush=True)


def pen(client, pool, file, renderer):
    spec = importlib.util.spec_from_file_location("renderer", renderer)
    strokes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(strokes)
    records = list(strokes.read(file))

    def ask(record):
        canvas = np.asarray(strokes.render(record["strokes"], random.Random(f"0:{record['id']}")))
        return client.post("/predict/image", png(canvas), "image/png")

    score("pen-drawn digits, /predict/image", list(pool.map(ask, records)), np.array([int(r["label"]) for r in records]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="training.evaluate")
    parser.add_argument("--url", default="http://127.0.0.1:5080")
    parser.add_argument("--mnist", help="folder with MNIST's IDX files")
    parser.add_argument("--pen", help="file of pen strokes")
    parser.add_argument("--renderer", help="Python module that reads and renders them")
    options = parser.parse_args()
    if not (options.mnist or options.pen) or bool(options.pen) != bool(options.renderer):
        parser.error("give --mnist, or --pen with --renderer, or both")
    client = Client(options.url)
    with ThreadPoolExecutor(THREADS) as pool:
        if options.mnist:
            mnist(client, pool, options.mnist)
        if options.pen:
            pen(client, pool, options.pen, options.renderer)


if __name__ == "__main__":
    main()
