/** One sound under a grid of values, from one request: pictures of one scale, to choose from. */

import { answerOf, drawn, undrawable } from "./answer.js";
import { allowed, parametersOf } from "./catalogue.js";
import { extent, levels, limitsOf, paint } from "./cells.js";
import { pixels } from "./colormaps.js";
import { $, h, styled } from "./dom.js";
import { npz } from "./npy.js";
import { change, give, now } from "./state.js";

const CELL = { width: 320, height: 150 };
const WORDS = 4;

let ask;
let effective = {};
let shown = { key: "", sound: undefined, cells: [] };

/** Connect the form; `fetched(form)` gets the sweep of the address as `npz` or `png`, `onFile(form)` saves it. */
export function install(fetched, onFile) {
  ask = fetched;
  for (const k of [0, 1]) {
    $(`vary-${k}`).addEventListener("change", () => ($(`values-${k}`).value = suggestion($(`vary-${k}`).value)));
  }
  $("sweep-form").addEventListener("submit", (event) => {
    event.preventDefault();
    change({ vary: [0, 1].map(written).filter(Boolean).join(";") });
  });
  for (const form of ["npz", "png"]) $(`sweep-${form}`).addEventListener("click", () => onFile(form));
}

function written(k) {
  const [name, values] = [$(`vary-${k}`).value, $(`values-${k}`).value.replaceAll(" ", "")];
  return name && values && `${name}:${values}`;
}

/** What varies: `[name, values]` of the columns, and of the rows if there are any. */
export function varied() {
  const parts = now().vary.split(";").filter(Boolean);
  return parts.map((part) => part.split(":")).map(([name, values = ""]) => [name, values.split(",").filter(Boolean)]);
}

/** The query of the sweep: what varies stands nowhere else, and the last one varies fastest. */
export function queryOf(given) {
  const all = varied();
  const names = all.map(([name]) => name);
  const query = Object.entries(given).filter(([name]) => !names.includes(name));
  return [...query, ...all.reverse().map(([name, values]) => ["vary", `${name}:${values.join(",")}`])];
}

/** Offer the parameters of the present feature, with the values that hold. */
export function offer(feature, values) {
  effective = values;
  const names = parametersOf(feature).map(({ name }) => name);
  for (const k of [0, 1]) {
    const [name, chosen] = varied()[k] ?? [k ? "" : names.find((one) => one === "n_fft") ?? names[0], []];
    const select = $(`vary-${k}`);
    select.replaceChildren(...(k ? [new Option("none", "")] : []), ...names.map((one) => new Option(one, one)));
    select.value = names.includes(name) ? name : "";
    $(`values-${k}`).value = chosen.join(", ") || suggestion(select.value);
  }
}

/** A quarter, half, once and twice a number; the first words of a choice. */
function suggestion(name) {
  const parameter = parametersOf(now().feature).find((one) => one.name === name);
  if (!parameter) return "";
  const { words, number, flag } = allowed(parameter);
  if (flag) return "false, true";
  if (!number) return words.slice(0, WORDS).join(", ");
  const value = Number(effective[name]) || 1;
  const round = (x) => (number.type === "integer" ? Math.max(1, Math.round(x)) : Number(x.toPrecision(4)));
  return [...new Set([value / 4, value / 2, value, value * 2].map(round))].join(", ");
}

/** Compute the grid anew if it is not what is shown, and paint it. */
export async function renew(sound, look, axes) {
  const { feature, given, vary } = now();
  if (!vary || !sound) return;
  const key = JSON.stringify([feature, given, vary]);
  if (shown.key !== key || shown.sound !== sound) {
    shown = { key, sound, cells: [] };
    $("grid").replaceChildren(h("p", { className: "waiting" }, "Computing ..."));
    shown.cells = cellsOf(await ask("npz"), axes);
  }
  show(look);
}

function cellsOf(buffer, axes) {
  const { receipt, ...entries } = npz(buffer);
  return JSON.parse(receipt.data).parts.map(({ name, values, receipt: own }) => {
    const mine = Object.entries(entries).filter(([entry]) => entry.startsWith(`${name}/`));
    const named = Object.fromEntries(mine.map(([entry, array]) => [entry.slice(name.length + 1), array]));
    return { values, answer: answerOf({ ...named, receipt: { data: JSON.stringify(own) } }, axes) };
  });
}

function show({ cmap, vmin, vmax }) {
  const pictures = shown.cells.filter(({ answer }) => !undrawable(answer));
  const found = pictures.map(({ answer }) => extent(drawn(answer)));
  const all = { low: Math.min(...found.map(({ low }) => low)), high: Math.max(...found.map(({ high }) => high)) };
  const limits = limitsOf(all, vmin, vmax);
  $("grid").style.setProperty("--columns", varied()[0][1].length);
  $("grid").replaceChildren(...pictures.map((cell) => button(cell, limits, pixels(cmap))));
}

function button({ values, answer }, limits, lut) {
  const label = varied().map(([name]) => `${name} = ${values[name]}`).join(", ");
  const canvas = h("canvas", { width: CELL.width, height: CELL.height, ariaHidden: "true" });
  const data = drawn(answer);
  if (data.up) cells(canvas, data, limits, lut);
  else line(canvas, data, limits);
  const take = () => {
    change({ tab: "" });
    give(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? "none" : String(value)])));
  };
  const shape = h("small", {}, answer.shape.join(" × "));
  return h("button", { type: "button", className: "cell", onclick: take, ariaLabel: `Take ${label}` }, canvas, h("span", {}, label), shape);
}

function cells(canvas, data, limits, lut) {
  const image = new ImageData(CELL.width, CELL.height);
  paint(image, data, levels(data, limits), lut, [0, 1]);
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function line(canvas, { count, at }, { low, high }) {
  const pen = canvas.getContext("2d");
  pen.strokeStyle = styled("accent");
  for (let k = 0; k < count; k++) {
    pen.lineTo((k / Math.max(1, count - 1)) * CELL.width, CELL.height * (1 - (at(0, k) - low) / (high - low)));
  }
  pen.stroke();
}
