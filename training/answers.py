"""Asks a running service the example requests of openapi.yaml and writes what it says into the examples of answers."""
import json
import re
from pathlib import Path

import yaml

from .client import Client

CONTRACT = Path(__file__).parent.parent / "openapi.yaml"
REQUESTS = {
    "AnswerDigit": ("SevenAsBase64", "/predict/base64"),
    "AnswerDigitOfPixels": ("SevenAsPixels", "/predict/raw"),
    "AnswerUncertain": ("FourOrNineAsBase64", "/predict/base64"),
    "AnswerNotADigit": ("ScribbleAsBase64", "/predict/base64"),
    "AnswerExplained": ("SevenAsBase64", "/predict/base64?explain=true&top=1"),
    "AnswerNumber": ("CodeOnALineAsBase64", "/predict/number?top=1"),
    "AnswerNumberInBoxes": ("CodeInBoxesAsBase64", "/predict/number?cells=6&top=1"),
    "AnswerUncertainNumber": ("AmountAsBase64", "/predict/number?top=1"),
    "AnswerToBatchWithOneBadItem": ("BatchWithOneBadItem", "/predict/batch?top=1"),
}


def line(value):
    """A value as YAML on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key}: {line(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(line(each) for each in value) + "]"
    if isinstance(value, float):
        return f"{value:.9f}".rstrip("0").rstrip(".")
    if isinstance(value, str) and set(value) & set(",[]{}"):
        return json.dumps(value)
    return yaml.safe_dump(value, width=10**6).removesuffix("\n...\n").strip()


def block(answer, indent):
    """An object's fields, one a line; lists of objects, and objects that hold long text, take a line for each of theirs."""
    for key, value in answer.items():
        if key in ("candidates", "models", "digits"):
            yield from (f"{indent}{key}:", *(f"{indent}  - {line(each)}" for each in value))
        elif key == "predictions":
            yield f"{indent}{key}:"
            for each in value:
                first, *rest = block(each, indent + "    ")
                yield from (f"{indent}  - {first.lstrip()}", *rest)
        elif key in ("explanation", "problem"):
            yield from (f"{indent}{key}:", *block(value, indent + "  "))
        else:
            yield f"{indent}{key}: {line(value)}"


def replace(text, name, answer):
    """The contract with another value for the example of this name."""
    found = re.search(rf"^( +){name}:\n(?:\1  summary: [^\n]*\n)?\1  value:\n((?:\1    [^\n]*\n)+)", text, flags=re.M)
    written = "".join(f"{each}\n" for each in block(answer, found[1] + "    "))
    return text[:found.start(2)] + written + text[found.end(2):]


def run(options):
    client = Client(options.url)
    text = CONTRACT.read_text()
    examples = yaml.safe_load(text)["components"]["examples"]
    for name, (request, path) in REQUESTS.items():
        text = replace(text, name, client.post(path, json.dumps(examples[request]["value"]), "application/json"))
    CONTRACT.write_text(replace(text, "ready", client.get("/health/ready")))


def add_arguments(parser):
    parser.add_argument("--url", default="http://127.0.0.1:5080", help="of the running service (default %(default)s)")
