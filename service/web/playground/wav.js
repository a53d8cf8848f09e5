/** WAV files of 32-bit floats: what the page sends when the sound was made or decoded here. */

/** Write channels of equal length, Float32Arrays, as a WAV file. */
export function wav(channels, rate) {
  const frames = channels[0].length;
  const block = 4 * channels.length;
  const bytes = new ArrayBuffer(44 + frames * block);
  const view = new DataView(bytes);
  const word = (at, letters) => [...letters].forEach((c, k) => view.setUint8(at + k, c.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, 36 + frames * block, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 3, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * block, true);
  view.setUint16(32, block, true);
  view.setUint16(34, 32, true);
  word(36, "data");
  view.setUint32(40, frames * block, true);
  const samples = new Float32Array(bytes, 44);
  channels.forEach((channel, c) => channel.forEach((value, k) => (samples[k * channels.length + c] = value)));
  return new Blob([bytes], { type: "audio/wav" });
}
