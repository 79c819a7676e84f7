"""Draws contact sheets of what a running service got wrong: the picture sent, what the model saw, and the answer; one PNG for each group."""
import base64
import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from tqdm import tqdm

from . import groups, lookalikes
from .client import Client

CELL, COLUMNS = 72, 10
PLAIN = {ord(" "): "-", ord(","): None, ord(":"): None, ord("'"): None}  # a group's name as a file's


def _wrong(label, answer):
    if label == groups.BLANK:
        return answer is not None
    if label is None:
        return answer is not None and answer["digit"] is not None
    return answer is None or int(np.argmax(answer["probabilities"])) != label


def _cell(sample, answer):
    cell = Image.new("RGB", (2 * CELL, CELL + 14), (40, 40, 40))
    path, body, _, label = sample
    sent = Image.frombytes("L", (28, 28), body) if path.endswith("raw") else Image.open(io.BytesIO(body))
    over_white = Image.alpha_composite(Image.new("RGBA", sent.size, "white"), sent.convert("RGBA"))
    cell.paste(over_white.resize((CELL - 2, CELL - 2)).convert("RGB"), (0, 0))
    if answer:
        seen = base64.b64decode(answer["explanation"]["picture"].split(",")[1])
        cell.paste(Image.open(io.BytesIO(seen)).convert("RGB").resize((CELL - 2, CELL - 2), Image.NEAREST), (CELL, 0))
        text = f"{label}: {int(np.argmax(answer['probabilities']))} {max(answer['probabilities']):.3f} {answer['verdict']}"
    else:
        text = f"{label}: blank"
    ImageDraw.Draw(cell).text((2, CELL), text, fill=(255, 255, 255))
    return cell


def run(options):
    client, explained = Client(options.url, f"?model={options.model}"), Client(options.url, f"?model={options.model}&explain=true")
    Path(options.out).mkdir(parents=True, exist_ok=True)
    if options.look_alikes:
        return _draw("look-alikes", lookalikes.samples(), explained, options)
    for name, samples in groups.all_groups(options):
        if options.group and options.group not in name:
            continue
        wrong = [s for s in tqdm(samples, name, leave=False) if _wrong(s[3], client.post(*s[:3]))]
        print(f"{name:38} {len(wrong)} of {len(samples)}")
        if not wrong:
            continue
        _draw(name, wrong[:options.most], explained, options)


def _draw(name, samples, explained, options):
    cells = [_cell(s, explained.post(*s[:3])) for s in samples]
    width, height = cells[0].size
    sheet = Image.new("RGB", (min(COLUMNS, len(cells)) * width, -(-len(cells) // COLUMNS) * height))
    for i, cell in enumerate(cells):
        sheet.paste(cell, (i % COLUMNS * width, i // COLUMNS * height))
    sheet.save(Path(options.out) / f"{name.translate(PLAIN)}.png")


def add_arguments(parser):
    parser.add_argument("--url", default="http://127.0.0.1:5080", help="of the running service (default %(default)s)")
    parser.add_argument("--model", default="cnn", help="which of its models (default %(default)s)")
    parser.add_argument("--look-alikes", action="store_true", help="draw what the service says to drawings that only look like a digit, and no more")
    parser.add_argument("--group", help="only groups whose name holds this")
    parser.add_argument("--most", type=int, default=200, help="pictures on a sheet (default %(default)s)")
    parser.add_argument("--out", default="sheets", help="folder for the PNGs (default %(default)s)")
    groups.add_arguments(parser)
