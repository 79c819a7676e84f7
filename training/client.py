"""Asks a running service, over one kept connection a thread."""
import http.client
import json
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import local

import numpy as np
from tqdm import tqdm

THREADS = 4


@dataclass
class Answers:
    """What the service made of a group: the best guess, its probability, and the verdict, one entry a sample."""
    guess: np.ndarray        # int, -1 where there is none
    confidence: np.ndarray   # float
    verdict: np.ndarray      # str: digit, uncertain, notADigit or blank


class Client:
    def __init__(self, url, query=""):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme != "http" or parts.path.strip("/"):
            raise SystemExit(f"--url must be http://HOST[:PORT], not {url}")
        self._address = parts.netloc
        self._query = query
        self._local = local()

    def post(self, path, body, content_type):
        """The prediction, or None where the service says that the picture is blank."""
        return self._send("POST", path, body, {"Content-Type": content_type})

    def get(self, path):
        """What the service answers there."""
        return self._send("GET", path)

    def _send(self, method, path, body=None, headers=None):
        if not hasattr(self._local, "connection"):
            self._local.connection = http.client.HTTPConnection(self._address, timeout=60)
        connection = self._local.connection
        connection.request(method, path + self._query, body, headers or {})
        response = connection.getresponse()
        answer = json.loads(response.read())
        if response.status == 422:
            return None
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}: {answer}")
        return answer

    def ask(self, name, samples):
        with ThreadPoolExecutor(THREADS) as pool:
            asked = pool.map(lambda s: self.post(*s[:3]), samples)
            found = list(tqdm(asked, name, len(samples), leave=False, mininterval=0.5))
        return Answers(
            np.array([-1 if a is None else int(np.argmax(a["probabilities"])) for a in found]),
            np.array([0.0 if a is None else max(a["probabilities"]) for a in found]),
            np.array(["blank" if a is None else a["verdict"] for a in found]))
