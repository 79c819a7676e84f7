/** Before each request, so that drawing costs the service ten a second at most, and the first dot of a stroke is not asked about alone. */
const PACE_SECONDS = 0.1;

/** How long to wait where the service does not say: twice as long each time, up to the most. */
const FIRST_WAIT_SECONDS = 0.5;
const MOST_WAIT_SECONDS = 10;

/** The part that is added to a wait by chance, so that not all pages come back at once. */
const SCATTER = 0.2;

/**
 * Asks for the newest alone: one request is under way, at most one more waits, and that is always the newest. What the service cannot
 * answer yet is asked for again, after a while, until it can.
 */
export class NewestFirst {
  #read;
  #show;
  #waiting;
  #abort = new AbortController();
  #wake = () => {};
  #isRunning = false;

  /**
   * @param {(file: Blob, signal: AbortSignal) => Promise<object>} read Asks once and says what became of it, as DigitsService does.
   * @param {(outcome: object) => void} show Takes each outcome, in order; `isNewest` says that nothing was asked since.
   */
  constructor(read, show) {
    this.#read = read;
    this.#show = show;
  }

  /** Asks for this next, in place of what waits. `makeFile` is called once its turn has come. */
  ask(makeFile) {
    this.#waiting = makeFile;
    if (!this.#isRunning) {
      this.#run();
    }
  }

  /** Gives up what is under way: nobody wants to know any more. */
  drop() {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /** Gives up everything. */
  stop() {
    this.#waiting = undefined;
    this.drop();
    this.hurry();
  }

  /** Ends a wait. */
  hurry() { this.#wake(); }

  async #run() {
    this.#isRunning = true;
    let failures = 0;
    await this.#pause(PACE_SECONDS);
    while (this.#waiting) {
      const makeFile = this.#waiting;
      this.#waiting = undefined;
      const { signal } = this.#abort;
      const outcome = await this.#outcome(makeFile, signal);
      if (signal.aborted) {
        continue;
      }

      const isLater = outcome.kind === 'later';
      failures = isLater ? failures + 1 : 0;
      const seconds = isLater ? wait(outcome, failures) : PACE_SECONDS;
      if (isLater) {
        this.#waiting ??= makeFile;
      }
      this.#show({ ...outcome, seconds, isNewest: !this.#waiting });
      await this.#pause(seconds);
    }
    this.#isRunning = false;
  }

  async #outcome(makeFile, signal) {
    try {
      return await this.#read(await makeFile(), signal);
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  #pause(seconds) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function wait({ seconds }, failures) {
  const asked = seconds ?? Math.min(FIRST_WAIT_SECONDS * 2 ** (failures - 1), MOST_WAIT_SECONDS);
  return asked * (1 + SCATTER * Math.random());
}
