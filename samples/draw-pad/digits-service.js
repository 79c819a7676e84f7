/** After so long without an answer the service counts as away. */
const PATIENCE_MS = 15_000;

const KEY = 'digits-key';

/**
 * Asks the service. What becomes of a request is an outcome, by its `kind`:
 * - `answer`: a `prediction`, with explanation, and the `milliseconds` that it took;
 * - `blank`: there is no ink;
 * - `refused`: what was sent cannot be read, and `detail` says why; with a `requestId` for the operator where the service failed on it;
 * - `key`: the service asks for a key, or takes not the one that was sent (`isWrong`);
 * - `later`: the same again may be answered: the service is `busy`, `starting` or `away`, as `why` says. `seconds` is how long it asks to
 *   wait, undefined where it does not say.
 */
export class DigitsService {
  #address;
  #keys;

  /**
   * @param {URL} base Where the service is, with a slash at the end.
   * @param {Storage} keys Keeps the key until the tab is closed.
   */
  constructor(base, keys) {
    this.#address = new URL('predict/image?explain=true', base);
    this.#keys = keys;
  }

  set key(value) { this.#keys.setItem(KEY, value); }

  /**
   * Has a picture read.
   * @param {Blob} file
   * @param {AbortSignal} signal Gives up; the promise is rejected then.
   */
  async read(file, signal) {
    const key = this.#keys.getItem(KEY);
    const began = performance.now();
    try {
      const response = await fetch(this.#address, {
        method: 'POST',
        headers: {
          // The bytes tell what picture it is, not what the browser takes the file for.
          'Content-Type': 'application/octet-stream',
          'X-Request-Timeout-Ms': String(PATIENCE_MS),
          ...(key && { Authorization: `Bearer ${key}` }),
        },
        body: file,
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      return await outcomeOf(response, performance.now() - began, key !== null);
    } catch (error) {
      signal.throwIfAborted();
      return { kind: 'later', why: 'away' };
    }
  }
}

async function outcomeOf(response, milliseconds, hadKey) {
  if (response.ok) {
    return { kind: 'answer', prediction: await response.json(), milliseconds };
  }

  // A proxy between may answer for the service, and not in its form.
  const problem = await response.json().catch(() => ({}));
  const seconds = Number(response.headers.get('Retry-After')) || undefined;
  switch (response.status) {
    case 401: return { kind: 'key', isWrong: hadKey };
    case 429: return { kind: 'later', why: 'busy', seconds };
    case 503: return { kind: 'later', why: problem.type?.endsWith(':not-ready') ? 'starting' : 'away', seconds };
    case 408: case 502: case 504: return { kind: 'later', why: 'away' };
    case 422: return { kind: 'blank' };
    default: return {
      kind: 'refused',
      detail: problem.detail ?? `The service answered ${response.status}.`,
      requestId: response.status >= 500 ? problem.requestId : undefined,
    };
  }
}
