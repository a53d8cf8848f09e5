/** Axes: where a coordinate lies, and which round values deserve a tick. As in the service's figures. */

const EVEN = 1e-6;
const OCTAVES = Array.from({ length: 40 }, (_, k) => 2 ** (k - 10));

/** The scale between two ends, evenly spaced. */
export function between(low, high) {
  return {
    low,
    high,
    even: true,
    position: (value) => (value - low) / (high - low),
    value: (position) => low + position * (high - low),
  };
}

/** The scale of an axis whose coordinates are the centres of equally long cells. */
export function ofCells(values) {
  const count = values.length;
  const first = count > 1 ? (values[1] - values[0]) / 2 : 0.5;
  const last = count > 1 ? (values[count - 1] - values[count - 2]) / 2 : 0.5;
  const [low, high] = [values[0] - first, values[count - 1] + last];
  if (evenly(values)) return between(low, high);
  const coordinates = [low, ...values, high];
  const positions = [0, ...Array.from(values, (_, k) => (k + 0.5) / count), 1];
  return {
    low,
    high,
    even: false,
    position: (value) => interpolated(value, coordinates, positions),
    value: (position) => interpolated(position, positions, coordinates),
  };
}

/** The scale of an evenly spaced axis that begins and ends with its coordinates. */
export function ofPoints(values) {
  return values.length > 1 ? between(values[0], values[values.length - 1]) : ofCells(values);
}

function evenly(values) {
  let [least, most] = [Infinity, 0];
  for (let k = 1; k < values.length; k++) {
    const step = values[k] - values[k - 1];
    least = Math.min(least, step);
    most = Math.max(most, step);
  }
  return values.length < 3 || most - least <= EVEN * most;
}

function interpolated(x, from, to) {
  let [low, high] = [0, from.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= x) low = middle;
    else high = middle;
  }
  return to[low] + ((x - from[low]) / (from[high] - from[low])) * (to[high] - to[low]);
}

/**
 * Ticks `{ position, label }` no closer than `distance`, a fraction of the axis: powers of two where
 * it is uneven, otherwise steps of 1, 2 or 5, or of a clock.
 */
export function ticks(scale, distance, unit = "") {
  if (scale.even) return steps(scale, distance, unit);
  const found = octaves(scale, distance);
  return found.length < 3 ? steps(scale, distance, unit) : found;
}

function octaves(scale, distance) {
  const chosen = [];
  for (const value of [0, ...[...OCTAVES].reverse()]) {
    if (value < scale.low || value > scale.high) continue;
    const position = scale.position(value);
    if (chosen.every((other) => Math.abs(other.position - position) >= distance * 0.6)) {
      chosen.push({ position, label: String(value) });
    }
  }
  return chosen;
}

function steps(scale, distance, unit) {
  const { low, high } = scale;
  const step = roundStep((high - low) * distance, unit === "s" && high - low >= 180);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
    found.push({ position: scale.position(k * step), label: label(k * step, step, unit) });
  }
  return found;
}

function roundStep(least, clock) {
  if (clock) return [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].find((s) => s >= least) ?? 7200;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((k) => k * power).find((s) => s >= least * (1 - 1e-9));
}

function label(value, step, unit) {
  if (unit === "s" && step >= 1 && Math.abs(value) >= 60) return clock(value);
  if (Math.abs(value) < step / 2) return "0";
  if (Math.abs(value) >= 1e6 || step < 1e-4) return value.toExponential(1).replace("+", "");
  return value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

/** A time as minutes and seconds: 75 is 1:15. */
export function clock(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  const two = (number) => String(number).padStart(2, "0");
  return minutes < 60 ? `${minutes}:${two(rest)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(rest)}`;
}

/** A number for people: four digits that count. */
export function short(value) {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1e6 || size < 1e-3 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

const NOTES = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];

/** The note nearest to a frequency in Hz, equal temperament with A4 at 440, and the cents beyond it. */
export function note(hz) {
  if (!(hz >= 8)) return "";
  const midi = 69 + 12 * Math.log2(hz / 440);
  const nearest = Math.round(midi);
  const cents = Math.round(100 * (midi - nearest));
  return `${NOTES[nearest % 12]}${Math.floor(nearest / 12) - 1} ${cents < 0 ? "−" : "+"}${Math.abs(cents)}¢`;
}
