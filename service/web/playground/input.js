/** Sound in: a file dropped or picked, the microphone, tones, an example. */

import { get } from "./api.js";
import { $, announce } from "./dom.js";
import { hindrance, record, refusalOf } from "./recorder.js";
import { change, give, now } from "./state.js";
import { clock } from "./scale.js";
import { lengthOf, ofFile, ofTones } from "./sound.js";
import * as tones from "./tones.js";

const SOUNDS = "_static/sounds/";
const WINDOW = 60;
const LARGE = 16 << 20;

let examples = [];
let accept;
let length;

/** Get the list of the examples. */
export async function loadExamples() {
  examples = await get(`${SOUNDS}examples.json`);
}

/** Connect the ways in; `onSound(sound)` takes what comes. */
export function install(onSound, onTrouble) {
  accept = onSound;
  $("examples").append(...examples.map(({ id, title }) => new Option(title, id)));
  $("examples").addEventListener("change", () => {
    change({ sound: $("examples").value, file: "", tones: "" });
  });
  $("file").addEventListener("change", () => $("file").files[0] && take($("file").files[0], $("file").files[0].name));
  $("record").addEventListener("click", () => toggleRecording(onTrouble));
  $("compose").addEventListener("click", () => compose());
  tones.install((spec) => change({ sound: "", file: "", tones: JSON.stringify(spec) }));
  dropping();
  navigating();
}

/** The sound that the address names, or the first example; of a file of the caller's only the name is known. */
export async function named({ sound, file: own, tones: text }) {
  $("tones").hidden = !text;
  $("compose").setAttribute("aria-expanded", String(Boolean(text)));
  const example = examples.find(({ id }) => id === sound) ?? (own || text ? undefined : examples[0]);
  $("examples").value = example?.id ?? "";
  if (text) {
    const spec = JSON.parse(text);
    await tones.show(spec);
    return ofTones(spec);
  }
  if (!example) return undefined;
  if (example.tones) return ofTones(example.tones, { id: example.id });
  const address = SOUNDS + example.file;
  const recording = await (await fetch(address)).blob();
  return ofFile(recording, example.file, { id: example.id, address });
}

/** Take a file. */
export async function take(file, name, note = "") {
  length = await lengthOf(file);
  const long = length === undefined ? file.size > LARGE : length > WINDOW;
  change({ sound: "", file: name, tones: "" });
  give(long ? { offset: "0", duration: String(WINDOW) } : { offset: undefined, duration: undefined });
  announce(`${name} was taken`);
  accept(ofFile(file, name, { note: long ? `A long file: ${WINDOW} s of it are shown at a time. ${note}` : note }));
}

function compose() {
  if (!$("tones").hidden) return change({ tones: "", file: "", sound: examples[0].id });
  const { tones: spec } = examples.find((example) => example.tones);
  return change({ sound: "", file: "", tones: JSON.stringify(spec) });
}

let stop;

async function toggleRecording(onTrouble) {
  if (stop) return finish();
  const why = hindrance();
  if (why) return hint(why);
  try {
    stop = await record(level);
    hint("");
    showRecording(true);
  } catch (error) {
    hint(refusalOf(error));
    onTrouble(undefined);
  }
}

async function finish() {
  const end = stop;
  stop = undefined;
  showRecording(false);
  await take(await end(), "recording.wav");
}

function hint(text) {
  $("hint").textContent = text;
}

function showRecording(on) {
  $("record").setAttribute("aria-pressed", String(on));
  $("record").lastElementChild.textContent = on ? "Stop" : "Record";
  $("level").hidden = !on;
}

function level(peak, seconds) {
  const db = 20 * Math.log10(Math.max(peak, 1e-3));
  $("meter").value = 60 + db;
  $("meter").setAttribute("aria-valuetext", `${db.toFixed(0)} dB below full scale`);
  $("recorded").textContent = `${seconds.toFixed(1)} s`;
}

function dropping() {
  const over = (on) => document.body.classList.toggle("dropping", on);
  addEventListener("dragover", (event) => (event.preventDefault(), over(true)));
  addEventListener("dragleave", (event) => event.relatedTarget || over(false));
  addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    const [file] = event.dataTransfer.files;
    if (file) take(file, file.name);
  });
}

function navigating() {
  const go = (offset) => {
    const last = length === undefined ? Infinity : Math.max(0, length - 0.1);
    give({ offset: String(Math.max(0, Math.min(last, offset))) });
  };
  const step = () => Number(now().given.duration) || WINDOW;
  const offset = () => Number(now().given.offset) || 0;
  $("earlier").addEventListener("click", () => go(offset() - step()));
  $("later").addEventListener("click", () => go(offset() + step()));
  $("position").addEventListener("change", () => go(Number($("position").value)));
}

/** Show which part of a long file is seen. */
export function showWindow({ given }, duration) {
  const windowed = given.duration !== undefined && given.duration !== "none";
  $("window").hidden = !windowed;
  if (!windowed) return;
  const start = Number(given.offset) || 0;
  const end = start + duration;
  Object.assign($("position"), { max: length ?? Math.max(end, start + WINDOW), step: 1, value: start });
  $("position").setAttribute("aria-valuetext", `from ${clock(start)}`);
  $("part").textContent = `${clock(start)} to ${clock(end)}${length ? ` of ${clock(length)}` : ""}`;
  $("earlier").disabled = start <= 0;
  $("later").disabled = length !== undefined && end >= length - 0.05;
}
