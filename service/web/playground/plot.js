/** The picture: cells in colour or a line, with axes, a colour bar and a cursor. */

import { drawn, undrawable } from "./answer.js";
import { extent, levels, limitsOf, paint } from "./cells.js";
import { pixels } from "./colormaps.js";
import { context, h, styled } from "./dom.js";
import { between, note, short, ticks } from "./scale.js";
import { shown, times } from "./times.js";
import { Timeline, place } from "./timeline.js";

const BAR = 12;
const ROOMY = 60;

export class Plot extends Timeline {
  constructor(host, readout, label) {
    super(host, label);
    this.padding = [10, 42];
    this.readout = readout;
    this.cross = h("div", { className: "cross", hidden: true });
    host.append(this.cross);
  }

  /** Take an answer, to be coloured. */
  take(answer) {
    if (this.answer === answer) return;
    this.answer = answer;
    this.cell = undefined;
    this.why = undrawable(answer);
    this.data = this.why ? undefined : drawn(answer);
    this.timed = Boolean(this.data?.timed);
    this.extent = this.data && extent(this.data);
  }

  /** Colour what is shown; the extent of the values may be shared with another picture. */
  colour({ cmap, vmin, vmax }, shared) {
    if (!this.answer) return;
    this.lut = pixels(cmap);
    if (!this.why) {
      this.limits = limitsOf(shared ?? this.extent, vmin, vmax);
      this.levels = this.data.up && levels(this.data, this.limits);
    }
    this.draw();
  }

  /** The positions of the axis across between which it is shown. */
  get window() {
    if (!this.timed) return [0, 1];
    return shown().map((time) => this.data.across.scale.position(time));
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!this.answer || !width) return;
    const pen = context(this.canvas, width, height);
    this.ink = { text: styled("text"), muted: styled("muted"), line: styled("line") };
    pen.font = `12px ${styled("sans")}`;
    if (this.why) return this.apologise(pen, width, height);
    if (this.data.up) this.drawCells(pen);
    else this.drawLine(pen);
    this.drawAcross(pen);
    this.mark();
  }

  apologise(pen, width, height) {
    pen.fillStyle = this.ink.muted;
    pen.textAlign = "center";
    this.why.split(": ").forEach((part, k) => pen.fillText(part, width / 2, height / 2 + 20 * k, width - 20));
  }

  drawCells(pen) {
    const { left, top, width, height } = this.box;
    const ratio = devicePixelRatio || 1;
    const image = new ImageData(Math.round(width * ratio), Math.round(height * ratio));
    paint(image, this.data, this.levels, this.lut, this.window);
    pen.putImageData(image, Math.round(left * ratio), Math.round(top * ratio));
    this.drawUp(pen, this.data.up.scale, this.data.up);
    this.drawBar(pen);
  }

  drawBar(pen) {
    const { left, top, width, height } = this.box;
    const x = left + width + 12;
    const ratio = devicePixelRatio || 1;
    const image = new ImageData(Math.round(BAR * ratio), Math.round(height * ratio));
    const out = new Uint32Array(image.data.buffer);
    out.forEach((_, k) => (out[k] = this.lut[255 - Math.floor((256 * Math.floor(k / image.width)) / image.height)]));
    pen.putImageData(image, Math.round(x * ratio), Math.round(top * ratio));
    const scale = between(this.limits.low, this.limits.high);
    pen.fillStyle = this.ink.muted;
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    for (const tick of ticks(scale, 34 / height)) {
      const y = top + height * (1 - tick.position);
      pen.fillText(tick.label, x + BAR + 5, Math.max(top + 5, Math.min(top + height - 5, y)));
    }
    const unit = this.answer.unit === "1" ? "" : this.answer.unit;
    pen.textBaseline = "alphabetic";
    pen.fillText(unit, x, top + height + 18);
  }

  drawUp(pen, scale, axis) {
    const { left, top, height } = this.box;
    pen.fillStyle = this.ink.muted;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const tick of ticks(scale, 34 / height, axis?.unit)) {
      const y = Math.round(top + height * (1 - tick.position));
      pen.fillRect(left - 5, y, 4, 1);
      pen.fillText(tick.label, left - 8, Math.max(top + 5, Math.min(top + height - 4, y)));
    }
    if (left < ROOMY) return;
    pen.save();
    pen.translate(11, top + height / 2);
    pen.rotate(-Math.PI / 2);
    pen.textAlign = "center";
    pen.fillText(axis ? named(axis) : quantity(this.answer.unit), 0, 0);
    pen.restore();
  }

  drawAcross(pen) {
    const { left, top, width, height } = this.box;
    const { across } = this.data;
    const [from, to] = this.window;
    const scale = this.timed ? between(...shown()) : across.scale;
    pen.fillStyle = this.ink.muted;
    pen.textBaseline = "alphabetic";
    pen.textAlign = "center";
    for (const tick of ticks(scale, 72 / width, across.unit)) {
      const x = Math.round(left + width * tick.position);
      pen.fillRect(x, top + height + 1, 1, 4);
      pen.fillText(tick.label, Math.min(x, left + width - 4), top + height + 18);
    }
    pen.fillText(named(across), left + width / 2, top + height + 36);
    pen.strokeStyle = this.ink.line;
    pen.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
    this.span = [from, to];
  }

  drawLine(pen) {
    const { left, top, width, height } = this.box;
    const { low, high } = roomy(this.limits, this.answer.unit);
    const scale = between(low, high);
    this.drawUp(pen, scale);
    pen.save();
    pen.beginPath();
    pen.rect(left, top, width, height);
    pen.clip();
    pen.beginPath();
    const [from, to] = this.window;
    const { count, at } = this.data;
    const last = Math.max(1, count - 1);
    const ends = [Math.floor(from * last) - 1, Math.ceil(to * last) + 1].map((k) => Math.max(0, Math.min(count - 1, k)));
    for (let k = ends[0]; k <= ends[1]; k++) {
      const x = left + ((k / last - from) / (to - from)) * width;
      pen.lineTo(x, top + height * (1 - scale.position(at(0, k))));
    }
    pen.strokeStyle = styled("accent");
    pen.lineWidth = 1.5;
    pen.lineJoin = "round";
    pen.stroke();
    pen.restore();
  }

  hover(x, y) {
    if (!this.answer || this.why) return;
    const { left, top, width, height } = this.box;
    if (x < left || x >= left + width || y < top || y >= top + height) return this.leave();
    const [from, to] = this.window;
    const across = from + ((x - left) / width) * (to - from);
    const up = 1 - (y - top) / height;
    this.point_({
      column: Math.floor(across * this.data.count),
      row: this.data.up ? Math.floor(up * this.data.rows) : 0,
    });
  }

  leave() {
    this.cross.hidden = true;
  }

  /** Read a cell out, and put the cross over it. */
  point_({ column, row }) {
    const { count, rows, across, up, at } = this.data;
    this.cell = { column: clip(column, count), row: clip(row, rows) };
    const [time, value] = [across.values[this.cell.column], at(this.cell.row, this.cell.column)];
    const unit = this.answer.unit === "1" ? "" : ` ${this.answer.unit}`;
    const parts = [reading(time, across)];
    if (up) parts.push(reading(up.values[this.cell.row], up));
    if (up?.unit === "Hz") parts.push(note(up.values[this.cell.row]));
    parts.push(`${short(value)}${unit}`);
    this.readout.textContent = parts.filter(Boolean).join("  ·  ");
    this.putCross();
  }

  putCross() {
    const { left, top, width, height } = this.box;
    const [from, to] = this.window;
    const { column, row } = this.cell;
    const { count, rows, up } = this.data;
    const x = left + (((column + 0.5) / count - from) / (to - from)) * width;
    const inside = x >= left && x <= left + width;
    this.cross.hidden = !inside;
    if (!inside) return;
    const y = up ? top + height * (1 - (row + 0.5) / rows) : top;
    place(this.cross, x, top, 1, height);
    this.cross.style.setProperty("--y", `${y - top}px`);
    this.cross.style.setProperty("--left", `${left - x}px`);
    this.cross.style.setProperty("--width", `${up ? width : 0}px`);
  }

  keys(key) {
    if (!this.data || this.why) return undefined;
    const from = this.cell ?? { column: this.middle, row: this.data.rows >> 1 };
    const move = (column, row) => () => this.point_({ column: from.column + column, row: from.row + row });
    const moves = {
      ArrowLeft: move(-1, 0),
      ArrowRight: move(1, 0),
      ArrowUp: move(0, 1),
      ArrowDown: move(0, -1),
      Home: move(-this.data.count, 0),
      End: move(this.data.count, 0),
      " ": () => times.dispatchEvent(new Event("toggle")),
    };
    return moves[key];
  }

  get middle() {
    const [from, to] = this.window;
    return Math.floor(((from + to) / 2) * this.data.count);
  }
}

const clip = (value, count) => Math.max(0, Math.min(count - 1, value));

function reading(value, { name, unit }) {
  if (unit === "s") return `${value.toFixed(3)} s`;
  if (unit === "Hz") return `${value < 100 ? value.toFixed(2) : value.toFixed(1)} Hz`;
  return `${name} ${short(value)}${unit === "1" ? "" : ` ${unit}`}`;
}

function named({ name, unit }) {
  const words = name.replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1) + (unit === "1" ? "" : ` (${unit})`);
}

function quantity(unit) {
  return unit === "1" ? "Value" : `Value (${unit})`;
}

function roomy({ low, high }, unit) {
  const margin = 0.05 * (high - low);
  return { low: low >= 0 && low < margin && unit !== "dB" ? 0 : low - margin, high: high + margin };
}
