/** What the service can do, as it says itself: features, formats, presets, parameters. */

import { get } from "./api.js";

export const catalogue = { features: [], source: [], formats: [], presets: [] };

/** Fetch it once. */
export async function loadCatalogue() {
  const answers = await Promise.all(["features", "formats", "presets"].map((name) => get(`v1/${name}`)));
  Object.assign(catalogue, ...answers);
}

/** A feature's entry. */
export const featureOf = (name) => catalogue.features.find((feature) => feature.name === name);

/** Every parameter of a feature but `preset`, those of the source first. */
export function parametersOf(name) {
  return [...catalogue.source, ...featureOf(name).parameters.filter((one) => one.name !== "preset")];
}

/** A parameter of the pictures. */
export function lookOf(name) {
  return catalogue.formats.find((format) => format.name === "png").parameters.find((one) => one.name === name);
}

/** The presets of a feature, newest versions only. */
export function presetsOf(feature) {
  const newest = new Map();
  for (const preset of catalogue.presets) {
    if (preset.feature === feature && !(newest.get(preset.name)?.version > preset.version)) newest.set(preset.name, preset);
  }
  return [...newest.values()];
}

const details = new Map();

/** A preset with every parameter resolved. */
export async function presetDetail(name) {
  if (!details.has(name)) details.set(name, await get(`v1/presets/${encodeURIComponent(name)}`));
  return details.get(name);
}

const FEW = 16;

/** What a parameter's schema allows: `{ words, number, flag }`. */
export function allowed({ schema }) {
  const branches = schema.anyOf ?? [schema];
  const number = branches.find(({ type }) => type === "integer" || type === "number");
  const words = branches.flatMap((branch) => branch.enum ?? (branch.const === undefined ? [] : [branch.const]));
  const flag = branches.some(({ type }) => type === "boolean");
  const top = number && (number.maximum ?? number.exclusiveMaximum - 1);
  if (words.length && number?.type === "integer" && top < FEW) {
    const count = Array.from({ length: top + 1 - number.minimum }, (_, k) => String(number.minimum + k));
    return { words: [...words, ...count], flag };
  }
  return { words, number, flag };
}

/** The unit that a description names: "Length of the window, samples" has samples. */
export function unitOf({ description }) {
  const found = description.match(/(?:,|\bin) (samples|Hz|dB|s|ms|pixels|semitones|rad)(?=[:,;. ]|$)/);
  return found?.[1] ?? "";
}
