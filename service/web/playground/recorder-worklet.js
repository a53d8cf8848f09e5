/** Hands blocks of the first channel to the page. */

const BLOCK = 2048;

class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(BLOCK);
    this.filled = 0;
  }

  process([[samples]]) {
    if (!samples) return true;
    this.block.set(samples, this.filled);
    this.filled += samples.length;
    if (this.filled === BLOCK) {
      this.port.postMessage(this.block);
      this.block = new Float32Array(BLOCK);
      this.filled = 0;
    }
    return true;
  }
}

registerProcessor("recorder", Recorder);
