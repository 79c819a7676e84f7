const STEP = 1 / 24;
const SMALL_STEP = 1 / 96;

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A pen for the keyboard: arrow keys move it, Space sets it down and lifts it. */
export class KeyboardPen {
  #nib;
  #drawing;
  #brush;
  #place = [0.5, 0.25];
  #isDown = false;

  constructor(canvas, nib, drawing, brush) {
    this.#nib = nib;
    this.#drawing = drawing;
    this.#brush = brush;
    canvas.addEventListener('keydown', event => this.#press(event));
    canvas.addEventListener('focus', () => this.#show(canvas.matches(':focus-visible')));
    canvas.addEventListener('blur', () => {
      this.lift();
      this.#show(false);
    });
    canvas.addEventListener('pointerdown', () => this.lift());
  }

  lift() {
    this.#isDown = false;
    this.#nib.classList.remove('down');
  }

  #press(event) {
    const direction = DIRECTIONS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (!direction && event.key !== ' ')) {
      return;
    }

    event.preventDefault();
    if (direction) {
      this.#move(direction, event.shiftKey ? SMALL_STEP : STEP);
    } else if (this.#isDown) {
      this.lift();
    } else {
      this.#isDown = true;
      this.#nib.classList.add('down');
      this.#drawing.begin(...this.#place, this.#brush());
    }
    this.#show(true);
  }

  #move(direction, step) {
    this.#place = this.#place.map((at, axis) => Math.min(Math.max(at + direction[axis] * step, 0), 1));
    if (this.#isDown) {
      this.#drawing.extend([this.#place]);
    }
  }

  #show(isShown) {
    this.#nib.hidden = !isShown;
    this.#nib.style.left = `${this.#place[0] * 100}%`;
    this.#nib.style.top = `${this.#place[1] * 100}%`;
  }
}
