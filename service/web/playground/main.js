/** The page: the sound and the parameters go to the service, what it answers is shown. */

import { answerOf, shownOf } from "./answer.js";
import { Problem, post, superseded } from "./api.js";
import { catalogue, allowed, featureOf, loadCatalogue, lookOf, parametersOf, presetDetail, presetsOf } from "./catalogue.js";
import * as compare from "./compare.js";
import * as controls from "./controls.js";
import { loadColormaps, swatch } from "./colormaps.js";
import { $, debounced, h } from "./dom.js";
import * as input from "./input.js";
import { npy, npz } from "./npy.js";
import * as plans from "./plan.js";
import * as player from "./player.js";
import { Plot } from "./plot.js";
import { busy, sending, trouble } from "./problems.js";
import { clock, short } from "./scale.js";
import { converted } from "./sound.js";
import { change, listen, now } from "./state.js";
import * as sweep from "./sweep.js";
import * as takeaway from "./takeaway.js";
import { setFull, show as showTimes, times, zoom } from "./times.js";
import { Waveform } from "./waveform.js";

const QUIET_MS = 40;
const MOST_BYTES = 192e6;

/** What is on show; exported so that it can be looked at. */
export const page = { sound: undefined, wave: undefined, plan: undefined, answer: undefined };

let running = new AbortController();

const sourceNames = () => catalogue.source.map(({ name }) => name);
const ofSource = (given) => Object.fromEntries(Object.entries(given).filter(([name]) => sourceNames().includes(name)));
const queryOf = (given) => {
  const text = new URLSearchParams(given).toString();
  return text && `?${text}`;
};
const look = () => {
  const { cmap, vmin, vmax } = now();
  return { cmap: cmap || lookOf("cmap").schema.default, vmin, vmax };
};
const waiting = (signal) => ({ signal, onUpload: sending, onWait: busy });

async function refresh() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  $("pictures").ariaBusy = "true";
  takeaway.show(); // what is not drawn here can be taken away all the same
  try {
    await compute(signal);
    trouble();
  } catch (error) {
    if (superseded(error)) return;
    if (await decodedHere(error)) return;
    trouble(error);
  }
  busy({ message: " " }, 0);
  sending(1);
  $("pictures").ariaBusy = "false";
}

async function compute(signal) {
  const { feature, given } = now();
  const { sound } = page;
  if (!sound) return;
  const resolved = given.preset ? (await presetDetail(given.preset)).parameters : {};
  const wave = await waveOf(sound, ofSource(given), signal);
  const rate = [given.sample_rate, resolved.sample_rate].map(Number).find(Boolean) ?? wave.rate;
  page.plan = await plans.planOf(feature, given, sourceNames(), { duration: wave.duration, rate }, signal);
  plans.show(page.plan);
  controls.derive(plans.derived(page.plan));
  fillControls(page.plan.parameters);
  page.answer = await answered(feature, given, page.plan, signal);
  await compare.refresh(sound, ofSource(given));
  showAnswer();
}

/** Get the sweep that the address names. */
async function swept(form) {
  const { feature, given } = now();
  const cells = sweep.varied().reduce((product, [, values]) => product * values.length, 1);
  refuseLarge(cells * page.plan.formats.npz.bytes);
  const look_ = form === "png" ? pictureQuery() : [];
  const address = `v1/sweeps/${feature}.${form}${queryOf([...sweep.queryOf(given), ...look_])}`;
  return (await post(address, page.sound, waiting())).buffer;
}

function saveSweep(form) {
  swept(form).then((buffer) => takeaway.save(new Blob([buffer]), `${now().feature}-sweep.${form}`)).catch(trouble);
}

function refuseLarge(bytes) {
  if (bytes <= MOST_BYTES) return;
  const size = plans.size(bytes);
  throw new Error(`The page would hold ${size} for this: use a part of the sound (duration), a longer hop_length, or a download.`);
}

/** Compute a feature of the present sound. */
async function answered(feature, given, plan, signal) {
  refuseLarge(plan.formats.npz.bytes);
  const { buffer } = await post(`v1/features/${feature}.npz${queryOf(given)}`, page.sound, waiting(signal));
  return answerOf(npz(buffer), plan.axes);
}

async function waveOf(sound, source, signal) {
  const key = queryOf(source);
  if (page.wave?.sound === sound && page.wave.key === key) return page.wave;
  const { buffer, header } = await post(`v1/features/waveform.npy${key}`, sound, waiting(signal));
  const { data, shape } = npy(new Uint8Array(buffer));
  const receipt = JSON.parse(header("Sonograph-Receipt"));
  const count = shape.at(-1);
  const rate = Number(source.sample_rate) || receipt.source.sample_rate;
  page.wave = { sound, key, rate, samples: data.subarray(0, count), duration: count / rate, source: receipt.source };
  setFull([0, page.wave.duration]);
  page.waveform.show(page.wave.samples, rate);
  $("sound-facts").textContent = facts(page.wave);
  return page.wave;
}

function facts({ duration, rate, source }) {
  const told = [duration < 60 ? `${duration.toFixed(2)} s` : clock(duration), `${rate.toLocaleString("en")} Hz`];
  if (source.channels > 1) told.push(`${source.channels} channels`);
  if (source.lossy !== "none") told.push(source.lossy);
  return told.join(" · ");
}

/** Let the browser decode what the service does not read; tells whether it could. */
async function decodedHere(error) {
  const unread = error instanceof Problem && error.status === 415 && page.sound.file && !page.sound.note.includes("decoded");
  const sound = unread && (await converted(page.sound));
  if (!sound) return false;
  setSound(sound);
  return true;
}

function setSound(sound) {
  page.sound = sound;
  $("sound-name").textContent = sound.id ? $("examples").selectedOptions[0].textContent : sound.kind === "tones" ? "Tones" : sound.name;
  $("note").textContent = sound.note;
  refresh();
}

function showAnswer() {
  const { feature, given } = now();
  $("title").textContent = `${featureOf(feature).title}${shownOf(page.answer)}`;
  const what = `${$("title").textContent} of ${$("sound-name").textContent}`;
  $("plot").setAttribute("aria-label", `${what}: arrow keys read its values, plus and minus zoom`);
  if (setFull(extentOfTime())) page.waveform.draw();
  showLook();
  input.showWindow(now(), page.wave.duration);
  player.setSound(page.sound, ofSource(given));
  showTab();
}

function extentOfTime() {
  const { values } = page.answer.axes.find(({ name }) => name === "time") ?? {};
  if (!values) return [0, page.wave.duration];
  const half = values.length > 1 ? (values[1] - values[0]) / 2 : 0.5;
  return [values[0] - half, values.at(-1) + half];
}

function showLook() {
  if (!page.answer) return;
  const a = compare.pictured();
  const both = [page, a].filter(Boolean);
  for (const { plot, answer } of both) plot.take(answer);
  const locked = a && $("locked").checked && a.answer.unit === page.answer.unit && both.every(({ plot }) => plot.extent);
  const shared = locked && {
    low: Math.min(...both.map(({ plot }) => plot.extent.low)),
    high: Math.max(...both.map(({ plot }) => plot.extent.high)),
  };
  for (const { plot } of both) plot.colour(look(), shared || undefined);
  compare.caption();
  showRange(shared || page.plot.extent);
  const { cmap } = look();
  swatch($("swatch"), cmap);
}

/** Let the sliders of the range run over what there is. */
function showRange(found) {
  if (!found) return;
  const { unit } = page.answer;
  const { vmin, vmax } = now();
  const step = 10 ** Math.floor(Math.log10((found.high - found.low) / 200 || 1));
  const ends = { min: Math.floor(found.low / step) * step, max: Math.ceil(found.high / step) * step, step };
  for (const [id, given, own] of [["vmin", vmin, found.low], ["vmax", vmax, found.high]]) {
    const value = given === "" ? own : Number(given);
    Object.assign($(id), ends, { value });
    $(`${id}-text`).textContent = `${short(value)} ${unit === "1" ? "" : unit}`;
    $(id).setAttribute("aria-valuetext", $(`${id}-text`).textContent);
  }
}

function fillControls(resolved) {
  controls.fill(now().given, resolved, page.wave?.rate);
}

/** Choose what a feature has no parameter for, or no such value, away. */
function fitting(feature, given) {
  const known = new Map(parametersOf(feature).map((one) => [one.name, one]));
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => {
    if (!known.has(name)) return false;
    const { words, number, flag } = allowed(known.get(name));
    return flag || words.includes(value) || (number && Number.isFinite(Number(value)));
  }));
}

function showTab() {
  const tab = now().tab;
  for (const name of ["", "png", "sweep"]) {
    const button = $(`tab-${name || "picture"}`);
    button.setAttribute("aria-selected", String(tab === name));
    button.tabIndex = tab === name ? 0 : -1;
    $(`panel-${name || "picture"}`).hidden = tab !== name;
  }
  if (tab === "png") showPng().catch(trouble);
  if (tab === "sweep") sweep.offer(now().feature, { ...page.plan?.parameters, ...now().given });
  if (tab === "sweep") sweep.renew(page.sound, look(), page.plan?.axes ?? []).catch(trouble);
}

let shownPng = "";

async function showPng() {
  const asked = requestFor("png");
  const key = asked && JSON.stringify([asked.operation, asked.query, asked.sound.name, asked.sound.note]);
  if (!asked || (shownPng === key && $("png").dataset.of === page.sound.name)) return;
  const { buffer } = await post(`${asked.operation}${queryOf(asked.query)}`, asked.sound);
  URL.revokeObjectURL($("png").src);
  $("png").src = URL.createObjectURL(new Blob([buffer], { type: "image/png" }));
  $("png").alt = `${$("title").textContent} of ${asked.sound.name}, drawn by the service`;
  $("png").dataset.of = page.sound.name;
  shownPng = key;
}

function pictureQuery() {
  const { cmap, vmin, vmax } = now();
  return Object.entries({ cmap, vmin, vmax }).filter(([, value]) => value);
}

/** The request for a format: its address and its query, with the look if it is a picture. */
function requestFor(format, ofSound = false) {
  if (!page.sound) return undefined;
  const { feature, given } = now();
  if (ofSound) return { sound: page.sound, operation: `v1/sound.${format}`, query: Object.entries(ofSource(given)) };
  const look_ = format === "png" ? pictureQuery() : [];
  return { sound: page.sound, operation: `v1/features/${feature}.${format}`, query: [...Object.entries(given), ...look_] };
}

function offerPresets(feature) {
  const options = presetsOf(feature).map(({ name, title }) => new Option(`${name}: ${title}`, name));
  $("preset").replaceChildren(new Option("none: librosa's defaults", ""), ...options);
  $("preset").parentElement.hidden = !options.length;
}

async function showPreset(name) {
  $("preset").value = name ?? "";
  if (!name) return $("preset-about").replaceChildren();
  const { status, provenance, notes } = await presetDetail(name);
  const serves = provenance.serves.join(", ");
  const about = `${status === "proven" ? "Proven against" : "Read from"} ${provenance.package} ${provenance.version}; serves ${serves}.`;
  $("preset-about").replaceChildren(h("p", {}, about), ...notes.map((note) => h("p", {}, note.replaceAll("`", ""))));
}

async function follow(state, changed) {
  if (changed("feature")) {
    controls.build(state.feature);
    offerPresets(state.feature);
    $("feature").value = state.feature;
  }
  if (changed("feature", "given")) {
    fillControls(page.plan?.parameters ?? {});
    showPreset(state.given.preset).catch(trouble);
  }
  if (changed("cmap", "vmin", "vmax")) {
    $("cmap").value = look().cmap;
    showLook();
    takeaway.show();
  }
  if (changed("view")) for (const one of [page.plot, page.waveform, compare.pictured()?.plot]) one?.draw();
  if (changed("tab", "vary", "cmap", "vmin", "vmax")) showTab();
  if (changed("sound", "tones", "file")) await soundOf(state);
  else if (changed("feature", "given", "a")) soon();
}

const soon = debounced(refresh, QUIET_MS);

async function soundOf(state) {
  const sound = await input.named(state);
  if (sound) setSound(sound);
  else if (state.file && state.file !== page.sound?.name) {
    $("note").textContent = `This link was made with ${state.file}: open that file to see the same view.`;
  }
}

function install() {
  $("feature").append(...catalogue.features.map(({ name, title }) => new Option(title, name)));
  $("feature").addEventListener("change", () => {
    const feature = $("feature").value;
    change({ feature, given: fitting(feature, now().given), vmin: "", vmax: "" });
  });
  $("preset").addEventListener("change", () => {
    const preset = $("preset").value;
    change({ given: { ...ofSource(now().given), ...(preset && { preset }) }, vmin: "", vmax: "" });
  });
  $("defaults").addEventListener("click", () => change({ given: ofSource(now().given), vmin: "", vmax: "" }));
  $("cmap").append(...allowed(lookOf("cmap")).words.map((name) => new Option(name, name)));
  $("cmap").addEventListener("change", () => change({ cmap: $("cmap").value }));
  for (const id of ["vmin", "vmax"]) $(id).addEventListener("input", () => limit(id, $(id).value));
  $("auto").addEventListener("click", () => change({ vmin: "", vmax: "" }));
  for (const tab of document.querySelectorAll("#tabs [role=tab]")) {
    tab.addEventListener("click", () => change({ tab: tab.dataset.tab }));
  }
  $("tabs").addEventListener("keydown", arrows);
  $("nearer").addEventListener("click", () => zoom(0.5));
  $("farther").addEventListener("click", () => zoom(2));
  $("whole").addEventListener("click", () => showTimes());
  $("closer").addEventListener("click", () => times.selection && showTimes(...times.selection));
  times.addEventListener("marks", marks);
  $("theme").addEventListener("click", turn);
}

function limit(id, text) {
  const value = Number(text);
  const other = id === "vmin" ? Number($("vmax").value) : Number($("vmin").value);
  if (id === "vmin" ? value < other : value > other) change({ [id]: String(Number(value.toPrecision(6))) });
}

function arrows(event) {
  const all = [...$("tabs").querySelectorAll("[role=tab]")];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  next.focus();
  next.click();
}

function marks() {
  const { head, selection } = times;
  $("closer").disabled = !selection;
  $("clock").textContent = head === null ? "" : `${head.toFixed(2)} s`;
  $("chosen").textContent = selection ? `${selection[0].toFixed(3)} to ${selection[1].toFixed(3)} s, ${(selection[1] - selection[0]).toFixed(3)} s long` : "";
}

const THEMES = ["auto", "light", "dark"];

function turn() {
  setTheme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme ?? "auto") + 1) % THEMES.length]);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
  $("theme").textContent = theme[0].toUpperCase() + theme.slice(1);
  $("theme").setAttribute("aria-label", `Colours: ${theme}`);
  showLook();
}

async function begin() {
  await Promise.all([loadCatalogue(), loadColormaps(), input.loadExamples()]);
  page.plot = new Plot($("plot"), $("readout"), "Picture");
  page.waveform = new Waveform($("waveform"));
  install();
  compare.install(async (feature, given) => {
    const plan = await plans.planOf(feature, given, sourceNames(), page.wave, running.signal);
    return answered(feature, given, plan, running.signal);
  }, showLook);
  sweep.install(swept, saveSweep);
  player.install(trouble);
  takeaway.install(requestFor, trouble);
  input.install((sound) => setSound(sound), trouble);
  setTheme(localStorage.getItem("theme") ?? "auto");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showLook);
  listen((state, changed) => follow(state, changed).catch(trouble));
  await follow(now(), () => true);
  document.body.classList.add("ready");
}

begin().catch(trouble);
