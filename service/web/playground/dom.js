/** Short ways to find and to make elements. */

export const $ = (id) => document.getElementById(id);

/** Make an element; what starts with "on" listens, what the element has no property for is an attribute. */
export function h(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Say something to screen readers without moving the focus. */
export function announce(text) {
  $("announcement").textContent = text;
}

/** Call `work` once things have been quiet for so long, ms. */
export function debounced(work, ms) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), ms);
  };
}

/** A canvas context whose unit is a CSS pixel, cleared, at the resolution of the screen. */
export function context(canvas, width, height) {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}

/** A colour or a length that the style sheet names. */
export function styled(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
