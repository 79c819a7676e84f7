/** So long nothing must have changed before it is said aloud. */
const QUIET_MS = 600;

/** Says to screen readers what stands when the drawing rests, not each answer on the way. */
export class Speaker {
  #region;
  #timer;

  constructor(region) {
    this.#region = region;
  }

  say(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#region.textContent !== text) {
        this.#region.textContent = text;
      }
    }, QUIET_MS);
  }
}
