/** The sound: a file, a recording, or a tone spec, ready to be posted. */

import { wav } from "./wav.js";

const DECODED_AT = 48000;

/** A file, an example or a recording; `note` says what the page did to it. */
export function ofFile(file, name, more = {}) {
  return { kind: "file", id: "", name, type: "application/octet-stream", body: file, file, note: "", ...more };
}

/** A tone spec. */
export function ofTones(spec, more = {}) {
  const body = JSON.stringify(spec);
  return { kind: "tones", id: "", name: "tones.json", type: "application/json", body, spec, note: "", ...more };
}

/** The length that the browser reads from a file's header, s; undefined if it does not know. */
export function lengthOf(file) {
  const audio = new Audio();
  const address = URL.createObjectURL(file);
  return new Promise((resolve) => {
    const done = (length) => {
      URL.revokeObjectURL(address);
      resolve(Number.isFinite(length) ? length : undefined);
    };
    audio.preload = "metadata";
    audio.onloadedmetadata = () => done(audio.duration);
    audio.onerror = () => done(undefined);
    audio.src = address;
  });
}

/** Decode in the browser what the service does not read, and say so; undefined if neither can. */
export async function converted({ file, name }) {
  const decoder = new OfflineAudioContext(1, 1, DECODED_AT);
  const decoded = await file.arrayBuffer().then((bytes) => decoder.decodeAudioData(bytes)).catch(() => undefined);
  if (!decoded) return undefined;
  const channels = Array.from({ length: decoded.numberOfChannels }, (_, k) => decoded.getChannelData(k));
  const note = `The service does not read ${name}: this browser decoded it, and the page sends it as a WAV of ${DECODED_AT / 1000} kHz.`;
  return ofFile(wav(channels, DECODED_AT), `${name.replace(/\.\w+$/, "")}.wav`, { note });
}
