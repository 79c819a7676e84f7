import { paintHeat, paintPicture } from './seen.js';

/** How much likelier than others a digit must be to be named where the service says none. */
const LIKELY = 0.1;

const NAMES = ['Nought', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

const READINGS = {
  plain: '',
  sheet: ', found as strokes on a sheet',
  withoutLines: ', found between lines of the paper',
  hue: ', found by its colour',
};

/** Shows what the service said: the digit or why there is none, ten bars, what the model saw and what the answer leans on. */
export class AnswerView {
  #section;
  #byId;
  #rows;
  #shown = 0;

  constructor(document) {
    this.#byId = id => document.getElementById(id);
    this.#section = this.#byId('answer');
    this.#rows = Array.from({ length: 10 }, (_, digit) => this.#addRow(document, digit));
  }

  /** The answer in words. */
  text = '';

  /** Shows an outcome of DigitsService, or `empty` where nothing is drawn. */
  show(outcome) {
    const { state, digit, said, detail } = words(outcome);
    this.#section.dataset.state = state;
    this.#section.ariaBusy = String(outcome.isNewest === false);
    this.#byId('digit').textContent = digit;
    this.#byId('said').textContent = said;
    this.#byId('detail').textContent = detail;
    this.text = [said, detail].filter(Boolean).join('. ');
    this.#showBars(outcome.prediction);
    this.#showSeen(outcome);
  }

  /** Says that the drawing has changed since. */
  markOld() { this.#section.ariaBusy = 'true'; }

  #addRow(document, digit) {
    const row = document.createElement('li');
    const [name, track, share] = ['span', 'span', 'span'].map(tag => row.appendChild(document.createElement(tag)));
    const fill = track.appendChild(document.createElement('span'));
    [name.className, track.className, fill.className, share.className] = ['name', 'track', 'fill', 'share'];
    name.textContent = digit;
    this.#byId('bars').append(row);
    return { row, fill, share };
  }

  #showBars(prediction) {
    const best = prediction?.candidates[0].digit;
    this.#rows.forEach(({ row, fill, share }, digit) => {
      const probability = prediction?.probabilities[digit] ?? 0;
      row.classList.toggle('best', digit === best);
      fill.style.width = `${probability * 100}%`;
      share.textContent = prediction ? percent(probability) : '';
    });
  }

  async #showSeen({ prediction, milliseconds }) {
    const turn = ++this.#shown;
    const explanation = prediction?.explanation;
    this.#byId('made').textContent = prediction
      ? `${prediction.model.name} ${prediction.model.version}, ${Math.round(milliseconds)} ms${READINGS[explanation.reading] ?? ''}`
      : '';
    const isNewest = () => turn === this.#shown;
    await paintPicture(this.#byId('picture'), explanation?.picture, isNewest);
    await paintHeat(this.#byId('heat'), explanation?.picture, explanation?.heatMap, isNewest);
  }
}

function words({ kind, prediction, detail, requestId }) {
  switch (kind) {
    case 'empty': return { state: 'empty', digit: '', said: 'Nothing yet', detail: '' };
    case 'blank': return { state: 'blank', digit: '', said: 'Nothing to read', detail: 'There is no ink that stands out from the paper.' };
    case 'refused': return { state: 'refused', digit: '!', said: 'It cannot be read', detail: requestId ? `${detail} (${requestId})` : detail };
  }

  const likely = prediction.candidates.filter((each, place) => place === 0 || each.probability >= LIKELY).map(each => each.digit);
  switch (prediction.verdict) {
    case 'digit': return { state: 'digit', digit: prediction.digit, said: NAMES[prediction.digit], detail: `${percent(prediction.confidence)} sure` };
    case 'uncertain': return { state: 'uncertain', digit: '?', said: 'Not sure', detail: `It may be ${likely.join(' or ')}.` };
    default: return { state: 'notADigit', digit: '×', said: 'Not a digit', detail: 'It looks like none of the ten.' };
  }
}

function percent(share) {
  return share >= 0.9995 ? '100 %' : `${(share * 100).toFixed(1)} %`;
}
