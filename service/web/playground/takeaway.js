/** Taking the request away: as code, as a file, as a link. */

import { post } from "./api.js";
import { catalogue } from "./catalogue.js";
import { $, announce, h } from "./dom.js";
import { snippets } from "./snippets.js";
import { now } from "./state.js";

let request = () => undefined;
let language = Object.keys(snippets)[0];

/**
 * Connect the buttons. `asked(format, ofSound)` gives the request for a format, `{ sound, operation, query }`;
 * `onTrouble(error)` hears what went wrong.
 */
export function install(asked, onTrouble) {
  request = asked;
  $("languages").append(...Object.keys(snippets).map(tab));
  const arrays = catalogue.formats.filter((format) => !ofSound(format));
  $("formats").append(...arrays.map(({ name }) => new Option(name, name, false, name === "npy")));
  $("formats").addEventListener("change", show);
  $("copy").addEventListener("click", () => copy($("code").textContent, $("copy")));
  $("link").addEventListener("click", () => copy(location.href, $("link")));
  $("downloads").append(...catalogue.formats.map((format) => download(format, onTrouble)));
}

function tab(name) {
  const choose = () => {
    language = name;
    show();
  };
  return h("button", { type: "button", role: "tab", id: `language-${name}`, onclick: choose, ariaControls: "code" }, name);
}

/** Write the code anew. */
export function show() {
  for (const button of $("languages").children) button.setAttribute("aria-selected", String(button.textContent === language));
  const format = $("formats").value;
  const asked = request(format);
  if (!asked) return;
  const { sound, operation, query } = asked;
  const address = new URL(operation, document.baseURI).href;
  const origin = sound.address && new URL(sound.address, document.baseURI).href;
  const { feature } = now();
  $("code").textContent = snippets[language]({ address, feature, format, query, name: sound.name, spec: sound.spec, origin });
}

async function copy(text, button) {
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = "Copied";
  announce("Copied");
  setTimeout(() => (button.textContent = label), 1500);
}

/** Is it a format of the prepared sound, not of a feature? */
const ofSound = ({ of }) => of === "sound";

function download(format, onTrouble) {
  const { name, title } = format;
  const act = () => fetched(format).catch(onTrouble);
  return h("button", { type: "button", title, id: `download-${name}`, onclick: act }, name);
}

async function fetched(format) {
  const asked = request(format.name, ofSound(format));
  if (!asked) return;
  const { buffer } = await post(`${asked.operation}?${new URLSearchParams(asked.query)}`, asked.sound);
  const stem = ofSound(format) ? asked.sound.name.replace(/\.\w+$/, "-prepared") : now().feature;
  save(new Blob([buffer]), `${stem}.${format.name}`);
}

/** Save bytes under a name. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
