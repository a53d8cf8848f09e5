/**
 * What the page shows. It stands in the address behind "#", so that a link gives the same view:
 * `#mel?n_fft=1024&_cmap=viridis`. Names with an underscore are the page's, all others parameters
 * of the feature.
 */

const OWN = ["sound", "file", "tones", "view", "tab", "a", "vary", "cmap", "vmin", "vmax"];

const listeners = new Set();
let state = read(location.hash);

function read(hash) {
  const start = document.body.dataset.start;
  const [feature, query] = split(hash.length > 1 ? hash.slice(1) : start);
  const made = { feature, given: {}, ...Object.fromEntries(OWN.map((name) => [name, ""])) };
  for (const [name, value] of new URLSearchParams(query)) {
    const own = name.startsWith("_") && name.slice(1);
    if (OWN.includes(own)) made[own] = value;
    else made.given[name] = value;
  }
  return made;
}

/** Cut "feature?query" in two. */
export function split(text) {
  const cut = (text + "?").indexOf("?");
  return [decodeURIComponent(text.slice(0, cut)), text.slice(cut + 1)];
}

function written({ feature, given, ...own }) {
  const query = new URLSearchParams(given);
  for (const name of OWN) if (own[name]) query.set(`_${name}`, own[name]);
  return `#${feature}${query.size ? `?${query}` : ""}`;
}

/** The present state; not to be changed in place. */
export const now = () => state;

/** Change parts of the state, tell everybody which, keep the address in step. */
export function change(patch) {
  const before = state;
  state = { ...state, ...patch };
  history.replaceState(null, "", written(state));
  tell(before);
}

/** Set a parameter of the feature; undefined takes it back. */
export function give(values) {
  const given = { ...state.given, ...values };
  for (const name of Object.keys(given)) if (given[name] === undefined) delete given[name];
  change({ given });
}

/** Call `listener(state, changed)` whenever something changes; `changed(name, ...)` tells what. */
export function listen(listener) {
  listeners.add(listener);
}

function tell(before) {
  const changed = (...names) => names.some((name) => differs(before[name], state[name]));
  for (const listener of listeners) listener(state, changed);
}

function differs(one, other) {
  return JSON.stringify(one) !== JSON.stringify(other);
}

addEventListener("hashchange", () => {
  const before = state;
  state = read(location.hash);
  tell(before);
});
