/** From values to coloured cells. */

/** The smallest and the largest value of what is drawn. */
export function extent({ rows, count, at }) {
  let [low, high] = [Infinity, -Infinity];
  for (let column = 0; column < count; column++) {
    for (let row = 0; row < rows; row++) {
      const value = at(row, column);
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return { low, high };
}

/** Complete the limits that were given, where empty, by those of the values: as the service does. */
export function limitsOf(found, vmin, vmax) {
  const low = vmin === "" ? found.low : Number(vmin);
  const high = vmax === "" ? found.high : Number(vmax);
  if (low < high) return { low, high };
  const room = (value) => Math.max(1, Math.abs(value) / 1000);
  return vmax === "" ? { low, high: low + room(low) } : { low: high - room(high), high };
}

/** The level 0 ... 255 of each cell, row by row: the formula in the scale of the service's `pixels`. */
export function levels({ rows, count, at }, { low, high }) {
  const found = new Uint8ClampedArray(rows * count);
  const span = high - low;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < count; column++) {
      found[row * count + column] = Math.floor(((at(row, column) - low) / span) * 255 + 0.5);
    }
  }
  return found;
}

/**
 * Paint the cells between two positions of the time axis, row 0 at the bottom; where several share a
 * pixel the strongest is seen, so that a click does not vanish.
 */
export function paint(image, { rows, count }, level, lut, [from, to]) {
  const { width, height } = image;
  const out = new Uint32Array(image.data.buffer);
  const columns = shares(count, width, from, to);
  const lines = shares(rows, height, 0, 1);
  const pooled = new Uint8Array(width);
  for (let y = 0; y < height; y++) {
    pooled.fill(0);
    for (let row = lines[2 * y]; row < lines[2 * y + 1]; row++) pool(pooled, level, row * count, columns);
    const start = (height - 1 - y) * width;
    for (let x = 0; x < width; x++) out[start + x] = lut[pooled[x]];
  }
}

function pool(pooled, level, start, columns) {
  for (let x = 0; x < pooled.length; x++) {
    for (let column = columns[2 * x]; column < columns[2 * x + 1]; column++) {
      const value = level[start + column];
      if (value > pooled[x]) pooled[x] = value;
    }
  }
}

/** First cell and the one behind the last for each pixel. */
function shares(cells, pixels, from, to) {
  const found = new Int32Array(2 * pixels);
  const step = ((to - from) * cells) / pixels;
  for (let k = 0; k < pixels; k++) {
    const first = Math.max(0, Math.min(cells - 1, Math.floor(from * cells + k * step)));
    const next = Math.max(first + 1, Math.min(cells, Math.floor(from * cells + (k + 1) * step)));
    found[2 * k] = first;
    found[2 * k + 1] = step > 1 ? next : first + 1;
  }
  return found;
}
