/** A and B side by side: A is kept, B follows the controls, and both have the same colours and time. */

import { $ } from "./dom.js";
import { Plot } from "./plot.js";
import { change, now, split } from "./state.js";

let plot;
let kept = { key: "", answer: undefined };
let ask;

/** Connect the buttons; `answered(feature, given)` computes, `onLook()` colours all pictures anew. */
export function install(answered, onLook) {
  ask = answered;
  plot = new Plot($("plot-a"), $("readout-a"), "Picture A: arrow keys read its values");
  $("keep").addEventListener("click", () => {
    const { feature, given } = now();
    change({ a: `${feature}?${new URLSearchParams(given)}` });
  });
  $("swap").addEventListener("click", () => {
    const { feature, given, a } = now();
    const [other, query] = split(a);
    change({ a: `${feature}?${new URLSearchParams(given)}`, feature: other, given: Object.fromEntries(new URLSearchParams(query)) });
  });
  $("single").addEventListener("click", () => change({ a: "" }));
  $("locked").addEventListener("change", onLook);
}

/** Compute A if it is asked for and not there yet; gives whether there is one. */
export async function refresh(sound, source) {
  const { a } = now();
  $("pane-a").hidden = !a;
  $("pictures").classList.toggle("two", Boolean(a));
  for (const id of ["swap", "single", "lock"]) $(id).hidden = !a;
  $("letter-b").hidden = !a;
  if (!a) return;
  const [feature, query] = split(a);
  const given = { ...Object.fromEntries(new URLSearchParams(query)), ...source };
  const key = JSON.stringify([a, source, sound.name]);
  if (kept.key === key && kept.sound === sound) return;
  const asked = { key, sound, answer: undefined };
  kept = asked;
  try {
    asked.answer = await ask(feature, given);
  } catch (error) {
    if (!(error.status >= 400 && error.status < 500)) asked.key = ""; // superseded or unheard, not refused: ask again
    throw error;
  }
}

/** The picture of A, if there is one. */
export function pictured() {
  return now().a && kept.answer ? { plot, answer: kept.answer } : undefined;
}

/** Say in which values A and B differ. */
export function caption() {
  const { a, feature, given } = now();
  if (!a) return;
  const [other, query] = split(a);
  const before = Object.fromEntries(new URLSearchParams(query));
  const names = [...new Set([...Object.keys(before), ...Object.keys(given)])].filter((name) => before[name] !== given[name]);
  const tell = (values) => names.map((name) => `${name} ${values[name] ?? "as it was"}`).join(", ");
  $("caption-a").textContent = other === feature ? tell(before) : other;
  $("caption-b").textContent = other === feature ? tell(given) : feature;
}
