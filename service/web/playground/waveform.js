/** The waveform above the picture. */

import { context, styled } from "./dom.js";
import { shown } from "./times.js";
import { Timeline } from "./timeline.js";

export class Waveform extends Timeline {
  constructor(host) {
    super(host, "Waveform: drag to select, click to play from there");
    this.padding = [4, 4];
  }

  /** Show samples. */
  show(samples, rate) {
    Object.assign(this, { samples, rate });
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!this.samples || !width) return;
    const pen = context(this.canvas, width, height);
    const { left, top, width: wide, height: high } = this.box;
    const middle = top + high / 2;
    const peak = this.samples.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    const [from, to] = shown().map((time) => time * this.rate);
    pen.fillStyle = styled("line");
    pen.fillRect(left, middle, wide, 1);
    pen.fillStyle = styled("wave");
    for (let x = 0; x < wide; x += 0.5) {
      const [low, most] = this.ends(from + (x / wide) * (to - from), from + ((x + 0.5) / wide) * (to - from));
      if (low > most) continue;
      const y = middle - (most / peak) * (high / 2);
      pen.fillRect(left + x, y, 0.6, Math.max(1, ((most - low) / peak) * (high / 2)));
    }
    this.mark();
  }

  ends(from, to) {
    let [low, high] = [Infinity, -Infinity];
    const stop = Math.min(this.samples.length, Math.max(Math.floor(from) + 1, Math.ceil(to)));
    for (let k = Math.max(0, Math.floor(from)); k < stop; k++) {
      low = Math.min(low, this.samples[k]);
      high = Math.max(high, this.samples[k]);
    }
    return [low, high];
  }
}
