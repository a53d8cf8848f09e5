/** NumPy's files: arrays (npy) and archives of them (npz, which are zips without compression). */

const TYPES = { "<f4": Float32Array, "<f8": Float64Array, "<i4": Int32Array, "<i8": BigInt64Array, "|u1": Uint8Array };
const [END, ENTRY] = [0x06054b50, 0x02014b50];

/**
 * Read an npy file.
 *
 * Gives `{ shape, strides, data, complex }`: element (i, j) is `data[i * strides[0] + j * strides[1]]`,
 * of complex values the real part, with the imaginary one behind it.
 */
export function npy(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = bytes[6] > 1;
  const start = long ? 12 : 10;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(bytes.subarray(start, start + length));
  const descr = header.match(/'descr': '([^']+)'/)[1];
  const shape = (header.match(/'shape': \(([^)]*)\)/)[1].match(/\d+/g) ?? []).map(Number);
  const content = bytes.slice(start + length);
  if (descr.startsWith("<U")) return { shape, data: text(content) };
  const complex = descr === "<c8";
  const data = new (complex ? Float32Array : TYPES[descr])(content.buffer);
  const order = header.includes("'fortran_order': True") ? shape : [...shape].reverse();
  let step = complex ? 2 : 1;
  const strides = order.map((size) => [step, (step *= size)][0]);
  return { shape, data, complex, strides: order === shape ? strides : strides.reverse() };
}

function text(bytes) {
  const points = new Uint32Array(bytes.buffer);
  return Array.from(points, (point) => String.fromCodePoint(point)).join("");
}

/** Read an npz archive: its arrays by name, in their order. */
export function npz(buffer) {
  const view = new DataView(buffer);
  let end = buffer.byteLength - 22;
  while (view.getUint32(end, true) !== END) end--;
  const found = {};
  for (let at = view.getUint32(end + 16, true); view.getUint32(at, true) === ENTRY; ) {
    const [size, name, extra, comment] = [view.getUint32(at + 20, true), ...[28, 30, 32].map((k) => view.getUint16(at + k, true))];
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const label = new TextDecoder().decode(new Uint8Array(buffer, at + 46, name));
    found[label.replace(/\.npy$/, "")] = npy(new Uint8Array(buffer, start, size));
    at += 46 + name + extra + comment;
  }
  return found;
}
