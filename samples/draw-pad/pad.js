// Puts the page together: what is drawn, who draws, who reads, and what is shown of it.
import { AnswerView } from './answer-view.js';
import { DigitsService } from './digits-service.js';
import { Drawing } from './drawing.js';
import { KeyboardPen } from './keyboard-pen.js';
import { NewestFirst } from './newest-first.js';
import { NoticeView } from './notice-view.js';
import { PaperView } from './paper-view.js';
import { listenToPictures } from './pictures.js';
import { listenToPointers } from './pointers.js';
import { Speaker } from './speaker.js';

const byId = id => document.getElementById(id);
const canvas = byId('canvas');
const brush = () => byId('brush').valueAsNumber / 100;

const drawing = new Drawing();
const paper = new PaperView(canvas, drawing);
const answer = new AnswerView(document);
const notice = new NoticeView(document);
const speaker = new Speaker(byId('spoken'));
const keyboardPen = new KeyboardPen(canvas, byId('nib'), drawing, brush);

const base = new URL(document.querySelector('meta[name=digits-service]').content, document.baseURI);
document.querySelector('nav a').href = new URL('swagger', base);
const service = new DigitsService(base, sessionStorage);
const reading = new NewestFirst((file, signal) => service.read(file, signal), show);

/** Shows what became of a request. */
function show(outcome) {
  notice.show(outcome);
  if (outcome.kind !== 'later' && outcome.kind !== 'key') {
    answer.show(outcome);
  }
  speaker.say(outcome.kind === 'later' || outcome.kind === 'key' ? notice.text : answer.text);
}

drawing.addEventListener('change', ({ detail: change }) => {
  paper.repaint();
  byId('undo').disabled = !drawing.canUndo;
  byId('clear').disabled = drawing.isEmpty;
  byId('hint').hidden = !drawing.isEmpty;
  if (drawing.isEmpty) {
    reading.stop();
    show({ kind: 'empty' });
    return;
  }

  // More ink makes the answer under way an older one; another drawing makes it one to nothing.
  answer.markOld();
  if (change.isAnother) {
    reading.drop();
  }
  reading.ask(() => drawing.toFile());
});

byId('undo').addEventListener('click', () => undo());
byId('clear').addEventListener('click', () => clear());
byId('now').addEventListener('click', () => reading.hurry());
window.addEventListener('online', () => reading.hurry());

document.addEventListener('keydown', event => {
  const writes = event.target instanceof HTMLInputElement && event.target.type === 'password';
  if (!writes && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z') {
    event.preventDefault();
    undo();
  }
});
canvas.addEventListener('keydown', event => {
  if (event.key === 'Delete' || event.key === 'Backspace') {
    event.preventDefault();
    clear();
  }
});

byId('key-form').addEventListener('submit', event => {
  event.preventDefault();
  service.key = byId('key').value.trim();
  byId('key').value = '';
  notice.show({ kind: 'empty' });
  if (!drawing.isEmpty) {
    reading.ask(() => drawing.toFile());
  }
});

function undo() {
  keyboardPen.lift();
  drawing.undo();
}

function clear() {
  keyboardPen.lift();
  drawing.clear();
}

listenToPointers(canvas, drawing, brush);
listenToPictures(byId('file'), byId('paper'), file => drawing.put(file));
show({ kind: 'empty' });
