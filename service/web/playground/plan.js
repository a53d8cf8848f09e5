/** What a request would give, told by the service before the sound is sent. */

import { get } from "./api.js";
import { $, h } from "./dom.js";
import { short } from "./scale.js";
import { give } from "./state.js";

/** Ask for the plan of a feature of a sound so long, s, at such a rate, Hz. */
export function planOf(feature, given, sourceNames, { duration, rate }, signal) {
  const own = Object.entries(given).filter(([name]) => !sourceNames.includes(name));
  const query = new URLSearchParams([...own, ["duration", duration], ["sample_rate", rate]]);
  return get(`v1/plan/${feature}?${query}`, signal);
}

/** What stands beside the sliders. */
export function derived({ frames, empty_rows: empty }) {
  if (!frames) return {};
  const window = `${short(frames.window_ms)} ms`;
  return {
    n_fft: `${short(frames.bin_hz)} Hz per bin`,
    win_length: `${window}, ${short(frames.bandwidth_hz)} Hz wide`,
    hop_length: `${short(frames.hop_ms)} ms, ${short(frames.per_second)} per s`,
    n_mels: empty.length ? `${empty.length} empty` : "none empty",
  };
}

/** Show the facts, the warnings and the advice. */
export function show(plan) {
  const { shape, frames, formats, empty_rows: empty } = plan;
  const facts = [["shape", shape.join(" × ")]];
  if (frames) {
    facts.push(
      ["window", `${short(frames.window_ms)} ms`],
      ["bins", `${short(frames.bin_hz)} Hz apart`],
      ["hop", `${short(frames.hop_ms)} ms`],
      ["frames", frames.count.toLocaleString("en")],
    );
  }
  facts.push(["npy", size(formats.npy.bytes)], ["JSON", `≤ ${size(formats.json.bytes)}`]);
  if (formats.npy.seconds) facts.push(["cost", `${short(1000 * formats.npy.seconds)} ms`]);
  if (empty.length) facts.push(["empty rows", String(empty.length)]);
  $("facts").replaceChildren(...facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
  const warnings = plan.warnings.map((text) => h("li", {}, text));
  $("warnings").replaceChildren(...warnings, ...plan.advice.map(advised));
}

function advised({ parameter, value, reason }) {
  const act = () => give({ [parameter]: String(value) });
  const button = h("button", { type: "button", className: "chip", onclick: act }, `${parameter} = ${value}`);
  return h("li", { className: "advice" }, button, ` ${reason}`);
}

/** Bytes for people. */
export function size(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  let k = 0;
  for (; bytes >= 1000 && k < units.length - 1; k++) bytes /= 1000;
  return `${short(Number(bytes.toPrecision(3)))} ${units[k]}`;
}
