/** Recording from the microphone: a worklet hands the samples over, the page writes them as WAV. */

import { wav } from "./wav.js";

/** Why this browser will not record here, or nothing. */
export function hindrance() {
  if (!isSecureContext) return "Browsers give the microphone to pages on https or localhost only: open this page there.";
  if (!navigator.mediaDevices?.getUserMedia) return "This browser does not give pages the microphone.";
  return "";
}

const REFUSALS = {
  NotAllowedError: "The browser was told not to give this page the microphone: allow it beside the address, then try again.",
  NotFoundError: "There is no microphone.",
  NotReadableError: "Another program holds the microphone.",
};

/** What to say when recording did not begin. */
export const refusalOf = (error) => REFUSALS[error.name] ?? `The microphone cannot be used: ${error.message}`;

/**
 * Begin to record; `onLevel(peak, seconds)` hears of every block.
 *
 * Gives a function that stops, and gives the recording as a WAV file.
 */
export async function record(onLevel) {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { ...plain, channelCount: 1 } });
  const audio = new AudioContext();
  await audio.audioWorklet.addModule(new URL("recorder-worklet.js", import.meta.url));
  const node = new AudioWorkletNode(audio, "recorder");
  const blocks = [];
  let count = 0;
  node.port.onmessage = ({ data }) => {
    blocks.push(data);
    count += data.length;
    onLevel(data.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0), count / audio.sampleRate);
  };
  audio.createMediaStreamSource(stream).connect(node);
  return async () => {
    stream.getTracks().forEach((track) => track.stop());
    const rate = audio.sampleRate;
    await audio.close();
    return wav([joined(blocks, count)], rate);
  };
}

function joined(blocks, count) {
  const all = new Float32Array(count);
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}
