/** What the picture and the waveform have in common: an axis of time to point at, select, zoom, and play. */

import { h } from "./dom.js";
import { pan, seek, select, show, shown, times, zoom } from "./times.js";

const NARROW = 560;
const CLICK = 4;

export class Timeline {
  constructor(host, label) {
    this.host = host;
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.marks = {
      selection: h("div", { className: "selection", hidden: true }),
      head: h("div", { className: "head", hidden: true }),
    };
    host.classList.add("timeline");
    Object.assign(host, { tabIndex: 0, role: "application" });
    host.setAttribute("aria-label", label);
    host.append(this.canvas, ...Object.values(this.marks));
    this.timed = true;
    this.listen();
  }

  listen() {
    new ResizeObserver(() => this.draw()).observe(this.host);
    times.addEventListener("marks", () => this.mark());
    this.host.addEventListener("pointerdown", (event) => this.press(event));
    this.host.addEventListener("pointermove", (event) => this.move(event));
    this.host.addEventListener("pointerup", (event) => this.release(event));
    this.host.addEventListener("pointerleave", () => this.leave?.());
    this.host.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.host.addEventListener("keydown", (event) => this.key(event));
  }

  /** Where the data are, CSS pixels. */
  get box() {
    const { clientWidth: width, clientHeight: height } = this.host;
    const narrow = width < NARROW;
    const [left, right] = [narrow ? 44 : 62, narrow ? 48 : 74];
    const [top, bottom] = this.padding;
    return { left, top, width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
  }

  timeAt(x) {
    const [low, high] = shown();
    return low + ((x - this.box.left) / this.box.width) * (high - low);
  }

  xOf(time) {
    const [low, high] = shown();
    return this.box.left + ((time - low) / (high - low)) * this.box.width;
  }

  mark() {
    const { head, selection } = this.marks;
    const { left, top, width, height } = this.box;
    const [low, high] = shown();
    const visible = this.timed && times.head !== null && times.head >= low && times.head <= high;
    head.hidden = !visible;
    if (visible) place(head, this.xOf(times.head), top, 2, height);
    selection.hidden = !(this.timed && times.selection);
    if (selection.hidden) return;
    const ends = times.selection.map((t) => Math.max(left, Math.min(left + width, this.xOf(t))));
    place(selection, ends[0], top, ends[1] - ends[0], height);
  }

  point(event) {
    const area = this.host.getBoundingClientRect();
    return { x: event.clientX - area.left, y: event.clientY - area.top };
  }

  press(event) {
    if (event.button || !this.timed) return;
    this.host.setPointerCapture(event.pointerId);
    this.pressed = this.point(event).x;
  }

  move(event) {
    const { x, y } = this.point(event);
    this.hover?.(x, y);
    if (this.pressed === undefined || Math.abs(x - this.pressed) < CLICK) return;
    const { left, width } = this.box;
    const within = (value) => this.timeAt(Math.max(left, Math.min(left + width, value)));
    select([within(Math.min(x, this.pressed)), within(Math.max(x, this.pressed))]);
  }

  release(event) {
    if (this.pressed === undefined) return;
    const { x } = this.point(event);
    if (Math.abs(x - this.pressed) < CLICK) {
      select(null);
      seek(this.timeAt(x));
    }
    this.pressed = undefined;
  }

  wheel(event) {
    if (!this.timed) return;
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!sideways && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (sideways) pan(event.deltaX / this.box.width);
    else zoom(Math.exp(event.deltaY / 300), this.timeAt(this.point(event).x));
  }

  key(event) {
    const keys = {
      "+": () => zoom(0.5),
      "=": () => zoom(0.5),
      "-": () => zoom(2),
      0: () => show(),
      PageUp: () => pan(-0.5),
      PageDown: () => pan(0.5),
      Escape: () => select(null),
    };
    const act = event.ctrlKey || event.metaKey ? undefined : keys[event.key] ?? this.keys?.(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  }
}

/** Put an element over the picture, CSS pixels. */
export function place(element, left, top, width, height) {
  Object.assign(element.style, {
    transform: `translate(${left}px, ${top}px)`,
    width: `${width}px`,
    height: `${height}px`,
  });
}
