/** The side of the picture that is sent of a drawing, in pixels: ten for each of the model's. */
const SENT_SIDE = 280;

/** Closer points than this, in sides of the paper, tell nothing new. */
const CLOSE = 0.002;

/** A line of no length is not drawn, and a dot is one. */
const A_LITTLE = 1e-4;

/** More steps than anybody undoes. */
const MOST_MARKS = 500;

/**
 * What is on the paper, and all that was: strokes, pictures and clearings, in their order, so that each can be undone.
 * Lengths are in sides of the paper, so that the same drawing is sent whatever the screen's size and resolution.
 * Says `change` after each change; its `detail.isAnother` is false where nothing but ink was added.
 */
export class Drawing extends EventTarget {
  #marks = [];

  get canUndo() { return this.#marks.length > 0; }

  get isEmpty() { return !this.picture && this.strokes.length === 0; }

  /** The picture on the paper, `{ file, image }`; undefined where there is none. */
  get picture() { return this.#sheet()[0]?.picture; }

  /** The strokes on the paper: each has a `width` and `points` of x and y. */
  get strokes() { return this.#sheet().filter(mark => mark.points); }

  /** Sets the pen down. On a picture, that takes a fresh sheet. */
  begin(x, y, width) {
    this.#add({ points: [[x, y]], width, isFresh: this.picture !== undefined });
  }

  /** Moves the pen, which is down, through points of x and y. */
  extend(points) {
    const stroke = this.#marks.at(-1);
    for (const [x, y] of points) {
      const [lastX, lastY] = stroke.points.at(-1);
      if (Math.hypot(x - lastX, y - lastY) >= CLOSE) {
        stroke.points.push([x, y]);
      }
    }
    this.#tell(false);
  }

  /** Puts a picture file on a fresh sheet. One that the browser cannot show is sent all the same: the service may know it. */
  async put(file) {
    const image = await createImageBitmap(file).catch(() => undefined);
    this.#add({ picture: { file, image }, isFresh: true });
  }

  clear() {
    if (!this.isEmpty) {
      this.#add({ isFresh: true });
    }
  }

  undo() {
    if (this.#marks.pop()) {
      this.#tell(true);
    }
  }

  /** The picture's own bytes, or the strokes as a PNG, black on white. */
  async toFile() {
    const picture = this.picture;
    if (picture) {
      return picture.file;
    }

    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SENT_SIDE;
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, SENT_SIDE, SENT_SIDE);
    paintStrokes(context, SENT_SIDE, this.strokes, 'black');
    return await new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
  }

  /** The marks since the last that took a fresh sheet. */
  #sheet() {
    return this.#marks.slice(Math.max(this.#marks.findLastIndex(mark => mark.isFresh), 0));
  }

  #add(mark) {
    this.#marks.push(mark);
    if (this.#marks.length > MOST_MARKS) {
      this.#marks.shift();
    }
    this.#tell(mark.isFresh);
  }

  #tell(isAnother) {
    this.dispatchEvent(new CustomEvent('change', { detail: { isAnother } }));
  }
}

/** Draws strokes with a round pen; between points, through the middles of the lines from one to the next. */
export function paintStrokes(context, side, strokes, ink) {
  context.strokeStyle = ink;
  context.lineCap = context.lineJoin = 'round';
  for (const { points, width } of strokes) {
    const [[x, y], ...rest] = points.map(([px, py]) => [px * side, py * side]);
    context.lineWidth = width * side;
    context.beginPath();
    context.moveTo(x, y);
    let [fromX, fromY] = [x, y];
    for (const [toX, toY] of rest) {
      context.quadraticCurveTo(fromX, fromY, (fromX + toX) / 2, (fromY + toY) / 2);
      [fromX, fromY] = [toX, toY];
    }
    context.lineTo(fromX + side * A_LITTLE, fromY);
    context.stroke();
  }
}
