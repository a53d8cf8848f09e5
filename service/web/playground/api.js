/** Asking the service: relative addresses only, problems as errors, patience when it is busy. */

const NO_ANSWER = { title: "No answer", status: 0, detail: "The service did not answer: is it running?" };
const PATIENCE = 60;

/** A problem document (RFC 9457), thrown. */
export class Problem extends Error {
  constructor({ title, detail, status, errors = [] }) {
    super(detail);
    Object.assign(this, { title, status, errors });
  }
}

/** Get JSON. */
export async function get(address, signal) {
  const answer = await fetch(address, { signal }).catch((error) => {
    throw error.name === "AbortError" ? error : new Problem(NO_ANSWER);
  });
  if (!answer.ok) throw new Problem(await answer.json());
  return answer.json();
}

/**
 * Post a sound; when the service is busy, wait as long as it asks, and post it again.
 *
 * `onUpload(share)` hears how much has been sent, `onWait(problem, seconds)` how long it will wait.
 * Gives `{ buffer, header(name) }`.
 */
export async function post(address, sound, { signal, onUpload, onWait } = {}) {
  for (let tries = 1; ; tries++) {
    const answer = await once(address, sound, signal, onUpload);
    if (answer.status < 400) return answer;
    const problem = new Problem(JSON.parse(new TextDecoder().decode(answer.buffer)));
    const wait = Number(answer.header("Retry-After"));
    if (answer.status !== 503 || !wait || tries > PATIENCE) throw problem;
    await countdown(wait, signal, (seconds) => onWait?.(problem, seconds));
  }
}

function once(address, sound, signal, onUpload) {
  // fetch does not tell how much of a body has been sent.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    const left = () => reject(new DOMException("superseded", "AbortError"));
    if (signal?.aborted) return left();
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", address);
    request.responseType = "arraybuffer";
    request.setRequestHeader("Content-Type", sound.type);
    request.upload.onprogress = ({ loaded, total }) => onUpload?.(loaded / total);
    request.onabort = left;
    request.onerror = () => reject(new Problem(NO_ANSWER));
    request.onload = () =>
      resolve({
        status: request.status,
        buffer: request.response,
        header: (name) => request.getResponseHeader(name),
      });
    request.send(sound.body);
  });
}

async function countdown(seconds, signal, tell) {
  for (let left = Math.ceil(seconds); left > 0; left--) {
    tell(left);
    await new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, 1000);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(new DOMException("superseded", "AbortError"));
      }, { once: true });
    });
  }
  tell(0);
}

/** Is this only a request that a later one has replaced? */
export const superseded = (error) => error.name === "AbortError";
