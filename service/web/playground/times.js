/** The time that all pictures share: what is shown of it, what is selected, where playback is. */

import { change, now } from "./state.js";

export const times = Object.assign(new EventTarget(), { full: [0, 1], selection: null, head: null });

const SHORTEST = 0.02;

/** What is shown, s: the part that was zoomed to, or all. */
export function shown() {
  const [low, high] = now().view.split(":").map(Number);
  const within = high > low && low < times.full[1] && high > times.full[0];
  return within ? [low, high] : times.full;
}

/** Say from when to when there is sound, s; tells whether that is new. */
export function setFull(full) {
  const changed = full.some((end, k) => end !== times.full[k]);
  times.full = full;
  if (times.selection && times.selection[0] > full[1]) select(null);
  return changed;
}

/** Show so much more or less, keeping `at` where it is. */
export function zoom(factor, at = middle()) {
  const [low, high] = shown();
  show(at - (at - low) * factor, at + (high - at) * factor);
}

/** Move what is shown by a share of its length. */
export function pan(share) {
  const [low, high] = shown();
  const [first, last] = times.full;
  const step = Math.max(first - low, Math.min(last - high, share * (high - low)));
  show(low + step, high + step);
}

/** Show a part, or everything. */
export function show(low, high) {
  const [first, last] = times.full;
  const least = Math.min(SHORTEST, last - first);
  if (low === undefined || high - low >= last - first) return change({ view: "" });
  const start = Math.max(first, low);
  const end = Math.min(last, Math.max(high, start + least));
  change({ view: `${Number(start.toFixed(4))}:${Number(end.toFixed(4))}` });
}

function middle() {
  const [low, high] = shown();
  return (low + high) / 2;
}

/** Select a part, or nothing. */
export function select(part) {
  times.selection = part;
  times.dispatchEvent(new Event("marks"));
}

/** Say where playback is, s, or null. */
export function setHead(head) {
  times.head = head;
  times.dispatchEvent(new Event("marks"));
}

/** Ask playback to continue from here. */
export function seek(at) {
  times.dispatchEvent(new CustomEvent("seek", { detail: at }));
}
