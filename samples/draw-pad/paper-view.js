import { paintStrokes } from './drawing.js';

/** Shows a drawing on a canvas, at every pixel that the screen has, in the colours of the page's style. */
export class PaperView {
  #canvas;
  #drawing;
  #isDue = false;

  constructor(canvas, drawing) {
    this.#canvas = canvas;
    this.#drawing = drawing;
    new ResizeObserver(() => this.#fit()).observe(canvas);
    window.addEventListener('resize', () => this.#fit()); // Also where the page is zoomed or moves to another screen.
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.repaint());
  }

  /** Has it painted before the screen shows its next frame, however often it is asked until then. */
  repaint() {
    if (!this.#isDue) {
      this.#isDue = true;
      requestAnimationFrame(() => {
        this.#isDue = false;
        this.#paint();
      });
    }
  }

  #fit() {
    const side = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    if (this.#canvas.width !== side || this.#canvas.height !== side) {
      this.#canvas.width = this.#canvas.height = side;
      this.#paint();
    }
  }

  #paint() {
    const side = this.#canvas.width;
    const context = this.#canvas.getContext('2d');
    context.clearRect(0, 0, side, side);
    const { picture, strokes } = this.#drawing;
    const ink = getComputedStyle(this.#canvas).color;
    if (picture?.image) {
      const scale = side / Math.max(picture.image.width, picture.image.height);
      const [width, height] = [picture.image.width * scale, picture.image.height * scale];
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture.image, (side - width) / 2, (side - height) / 2, width, height);
    } else if (picture) {
      context.fillStyle = ink;
      context.textAlign = 'center';
      context.font = `${side / 20}px system-ui, sans-serif`;
      context.fillText(picture.file.name || 'A file', side / 2, side / 2, side * 0.9);
    }
    paintStrokes(context, side, strokes, ink);
  }
}
