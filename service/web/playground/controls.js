/** The controls of the parameters, made from the catalogue. */

import { allowed, catalogue, parametersOf, unitOf } from "./catalogue.js";
import { $, h } from "./dom.js";
import { give } from "./state.js";

const OCTAVES = { below: 32, above: 8 };
const STEPS = 200;

let built = "";
const controls = new Map();

/** Build the controls of a feature, if they are not there yet. */
export function build(feature) {
  if (built === feature) return;
  built = feature;
  controls.clear();
  const groups = new Map();
  const ofSource = new Set(catalogue.source);
  for (const parameter of parametersOf(feature)) {
    const group = parameter.schema["x-group"] ?? (ofSource.has(parameter) ? "sound" : "");
    groups.set(group, [...(groups.get(group) ?? []), new Control(parameter)]);
  }
  $("dozen").replaceChildren(...(groups.get("") ?? []).map(({ node }) => node));
  groups.delete("");
  $("groups").replaceChildren(...[...groups].map(([name, members]) => folded(name, members)));
}

function folded(name, members) {
  const label = name[0].toUpperCase() + name.slice(1);
  const count = h("span", { className: "count" }, String(members.length));
  return h("details", { className: "group" }, h("summary", {}, label, count), ...members.map(({ node }) => node));
}

/** Show the values that hold: what was given, else what the preset or the service has. */
export function fill(given, resolved, rate) {
  for (const control of controls.values()) control.fill(given[control.name], resolved[control.name], rate);
}

/** Show what derives from a parameter beside it. */
export function derive(texts) {
  for (const control of controls.values()) control.derived.textContent = texts[control.name] ?? "";
}

/** Show refusals beside the parameters that they name. */
export function blame(errors) {
  for (const control of controls.values()) control.refuse("");
  for (const { parameter, detail } of errors) controls.get(parameter)?.refuse(detail);
}

class Control {
  constructor(parameter) {
    Object.assign(this, { parameter, name: parameter.name, unit: unitOf(parameter), ...allowed(parameter) });
    controls.set(this.name, this);
    this.id = `p-${this.name}`;
    this.trouble = h("p", { className: "trouble", id: `${this.id}-trouble`, hidden: true });
    this.derived = h("span", { className: "derived" });
    this.reset = h("button", {
      type: "button",
      className: "reset",
      title: "Back to what it was",
      ariaLabel: `Reset ${this.name}`,
      onclick: () => this.set(undefined),
    }, "↺");
    const help = h("span", { className: "help", id: `${this.id}-help` }, plain(parameter.description));
    const head = h("div", { className: "head" }, h("label", { htmlFor: this.id, title: plain(parameter.description) }, this.name), this.derived, this.reset);
    this.node = h("div", { className: this.flag ? "control flag" : "control" }, head, h("div", { className: "inputs" }, ...this.inputs()), help, this.trouble);
    this.input.setAttribute("aria-describedby", `${this.id}-help ${this.id}-trouble`);
  }

  inputs() {
    if (this.flag) return this.check();
    if (!this.number) return this.choice();
    return this.amount();
  }

  check() {
    this.input = h("input", { type: "checkbox", id: this.id, role: "switch", onchange: () => this.set(String(this.input.checked)) });
    return [this.input];
  }

  choice() {
    this.input = h("select", { id: this.id, onchange: () => this.set(this.input.value) });
    this.input.append(...this.words.map((word) => new Option(word, word)));
    return [this.input];
  }

  amount() {
    this.input = h("input", { id: this.id, type: "text", inputMode: "decimal", autocomplete: "off", spellcheck: false });
    this.input.addEventListener("change", () => this.set(this.input.value.trim() || undefined));
    this.chips = this.words.map((word) =>
      h("button", { type: "button", className: "chip", onclick: () => this.set(word), ariaLabel: `${this.name}: ${word}` }, word),
    );
    const unit = h("span", { className: "unit" }, this.unit);
    this.slider = h("input", { type: "range", ariaLabel: `${this.name}, slider`, tabIndex: 0 });
    this.slider.addEventListener("input", () => this.set(String(this.scale.value(Number(this.slider.value)))));
    return [this.slider, ...this.chips, this.input, unit];
  }

  set(value) {
    give({ [this.name]: value });
  }

  fill(given, resolved, rate) {
    const shown = JSON.stringify([given, resolved, rate]);
    const typing = this.number && document.activeElement === this.input;
    if (shown === this.shown) return; // what is not written need not be laid out
    this.shown = typing ? undefined : shown;
    const value = given ?? resolved ?? this.parameter.schema.default ?? "";
    this.node.classList.toggle("given", given !== undefined);
    this.reset.hidden = given === undefined;
    if (this.flag) this.input.checked = String(value) === "true";
    else if (!typing) this.input.value = String(value);
    if (!this.number) return;
    const word = given ?? this.parameter.schema.default;
    for (const chip of this.chips) chip.setAttribute("aria-pressed", String(chip.textContent === word));
    this.slide(Number(value), resolved, rate);
  }

  slide(value, resolved, rate) {
    this.scale = slider(this.number, this.parameter.schema.default, resolved, this.unit === "Hz" && rate / 2);
    const useful = this.scale && !this.parameter.schema["x-group"];
    this.slider.hidden = !useful;
    if (!useful) return;
    const { low, high, step } = this.scale;
    Object.assign(this.slider, { min: low, max: high, step });
    const known = Number.isFinite(value);
    this.slider.value = known ? this.scale.place(value) : high;
    this.slider.ariaValueText = `${known ? value : this.input.value} ${this.unit}`.trim();
  }

  refuse(detail) {
    this.trouble.textContent = detail && sentence(detail);
    this.trouble.hidden = !detail;
    this.input.ariaInvalid = String(Boolean(detail));
    const group = this.node.closest("details");
    if (detail && group) group.open = true;
  }
}

/**
 * The useful part of a range that may be a million wide: around the default for counts, in quarters
 * of an octave; from the least to twice the default for other numbers.
 */
function slider({ type, minimum, exclusiveMinimum, maximum = Infinity }, standard, resolved, most) {
  const least = minimum ?? exclusiveMinimum ?? 0;
  const top = Math.min(maximum, most || Infinity);
  const around = Number([standard, resolved].find((value) => Number(value) > 0)) || 0;
  if (type === "integer" && top / Math.max(1, least) > STEPS) {
    if (!around) return undefined;
    const low = quarters(Math.max(1, least, around / OCTAVES.below));
    const high = quarters(Math.min(top, around * OCTAVES.above));
    return { low, high, step: 1, value: (place) => Math.round(2 ** (place >> 2) * (1 + (place & 3) / 4)), place: quarters };
  }
  const high = Math.min(top, most || (around ? 2 * around : Infinity));
  if (!Number.isFinite(high) || high > 1e5) return undefined;
  const step = type === "integer" ? 1 : 10 ** Math.floor(Math.log10((high - least) / STEPS));
  const start = Math.max(least, type === "integer" ? least : Math.ceil(least / step) * step);
  return { low: start, high, step, value: (place) => Number(place.toPrecision(6)), place: (value) => value };
}

function quarters(value) {
  const octave = Math.floor(Math.log2(value));
  return 4 * octave + Math.round(4 * (value / 2 ** octave - 1));
}

const plain = (text) => text.replaceAll("`", "");
const sentence = (text) => text[0].toUpperCase() + text.slice(1) + (text.endsWith(".") ? "" : ".");
