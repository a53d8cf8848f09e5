/** Playback: the recording itself or the prepared sound, at its own rate or another, a part again and again. */

import { post } from "./api.js";
import { $ } from "./dom.js";
import { setHead, times } from "./times.js";

const audio = new Audio();
audio.preservesPitch = false;

const UNMOVED = ["sample_rate", "channel", "offset", "duration"];
/** Preparations after which a time of the picture can be found in the recording again. */

const playing = { sound: undefined, query: "", offset: 0, which: "prepared", source: "" };

/** Say which sound is to be heard, with the parameters of its preparation. */
export function setSound(sound, prepared) {
  const query = String(new URLSearchParams(prepared));
  if (playing.sound === sound && playing.query === query) return;
  const findable = Boolean(sound.file) && Object.keys(prepared).every((name) => UNMOVED.includes(name));
  if (playing.sound !== sound || !findable) $("which").value = findable ? "original" : "prepared";
  Object.assign(playing, { sound, query, offset: Number(prepared.offset) || 0 });
  $("which").options[0].disabled = !findable;
  stop();
}

function stop() {
  audio.pause();
  URL.revokeObjectURL(playing.source);
  playing.source = "";
  setHead(null);
}

async function load() {
  if (playing.source) return;
  const { sound, query } = playing;
  playing.which = $("which").value;
  const made = playing.which === "original" ? sound.file : await prepared(sound, query);
  playing.source = URL.createObjectURL(made);
  audio.src = playing.source;
  audio.playbackRate = Number($("rate").value);
}

async function prepared(sound, query) {
  const { buffer } = await post(`v1/sound.wav?${query}`, sound);
  return new Blob([buffer], { type: "audio/wav" });
}

/** Where the prepared sound's beginning lies in what is played, s. */
const beginning = () => (playing.which === "original" ? playing.offset : 0);

const position = () => audio.currentTime - beginning();

function go(at) {
  audio.currentTime = Math.max(0, at + beginning());
  setHead(position());
}

/** Begin or go on, from `at` if it is given. */
export async function play(at) {
  if (!playing.sound) return;
  await load();
  const [start, end] = times.selection ?? [0, times.full[1]];
  const here = at ?? position();
  if (at !== undefined || here < start || here >= end - 0.01) go(at ?? start);
  await audio.play();
}

function follow() {
  if (!audio.paused) {
    const [start, end] = times.selection ?? [0, times.full[1]];
    if (position() >= end) {
      if ($("loop").getAttribute("aria-pressed") === "true") go(start);
      else if (times.selection || playing.which === "original") audio.pause();
    }
    setHead(position());
    requestAnimationFrame(follow);
  }
}

function show() {
  const on = !audio.paused;
  $("play").setAttribute("aria-pressed", String(on));
  $("play").setAttribute("aria-label", on ? "Pause" : "Play");
}

/** Connect the buttons; `onTrouble(error)` hears what went wrong. */
export function install(onTrouble) {
  const begin = (at) => play(at).catch((error) => error.name === "AbortError" || onTrouble(error));
  const toggle = () => (audio.paused ? begin() : audio.pause());
  $("play").addEventListener("click", toggle);
  $("loop").addEventListener("click", () => {
    const on = $("loop").getAttribute("aria-pressed") !== "true";
    $("loop").setAttribute("aria-pressed", String(on));
  });
  $("rate").addEventListener("change", () => (audio.playbackRate = Number($("rate").value)));
  $("which").addEventListener("change", () => {
    const on = !audio.paused;
    const at = times.head;
    stop();
    if (on) begin(at ?? undefined);
  });
  audio.addEventListener("play", () => (show(), follow()));
  audio.addEventListener("pause", show);
  audio.addEventListener("ended", () => {
    if ($("loop").getAttribute("aria-pressed") === "true") begin((times.selection ?? [0])[0]);
    else show();
  });
  audio.addEventListener("error", () => {
    if (!playing.source || playing.which !== "original") return;
    $("which").value = "prepared";
    stop();
    begin();
  });
  times.addEventListener("toggle", toggle);
  times.addEventListener("seek", ({ detail }) => (playing.source ? go(detail) : begin(detail)));
}
