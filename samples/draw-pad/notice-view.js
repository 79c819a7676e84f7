const REASONS = {
  busy: 'The service is busy.',
  starting: 'The service is starting.',
  away: 'The service is away.',
};

/** Shows why there is no answer yet, counts down to the next try, and asks for a key where the service does. */
export class NoticeView {
  #notice;
  #text;
  #keyForm;
  #keyText;
  #timer;

  constructor(document) {
    this.#notice = document.getElementById('notice');
    this.#text = document.getElementById('notice-text');
    this.#keyForm = document.getElementById('key-form');
    this.#keyText = document.getElementById('key-text');
  }

  /** The notice in words, without the countdown. */
  text = '';

  /** Shows an outcome of DigitsService that is no answer; any other takes the notice away. */
  show({ kind, why, seconds, isWrong }) {
    clearInterval(this.#timer);
    this.#notice.hidden = kind !== 'later';
    this.#keyForm.hidden = kind !== 'key';
    this.text = '';
    if (kind === 'later') {
      this.text = `${REASONS[why]} It is asked again by itself.`;
      this.#notice.dataset.why = why;
      this.#countDown(REASONS[why], performance.now() + seconds * 1000);
    } else if (kind === 'key') {
      this.text = isWrong ? 'The service does not take this key.' : 'This service asks for a key.';
      this.#keyText.textContent = this.text;
    }
  }

  #countDown(reason, until) {
    const tick = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      this.#text.textContent = left > 0 ? `${reason} Trying again in ${left}\u00a0s.` : `${reason} Trying again.`;
    };
    tick();
    this.#timer = setInterval(tick, 250);
  }
}
