/** The service's own colour maps, from the table that its pictures are made with. */

import { get } from "./api.js";

let tables = {};

/** Fetch the tables once. */
export async function loadColormaps() {
  tables = await get("_static/colormaps.json");
}

/** The 256 colours of a map, as pixels of an ImageData. */
export function pixels(name) {
  const table = tables[name];
  return Uint32Array.from({ length: 256 }, (_, k) => {
    const rgb = parseInt(table.slice(6 * k, 6 * k + 6), 16);
    return 0xff000000 | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16);
  });
}

/** Paint a map from left to right. */
export function swatch(canvas, name) {
  canvas.width = 256;
  canvas.height = 1;
  const image = new ImageData(256, 1);
  new Uint32Array(image.data.buffer).set(pixels(name));
  canvas.getContext("2d").putImageData(image, 0, 0);
}
