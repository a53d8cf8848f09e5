/** What went wrong, in words: beside what is at fault, or above the picture. */

import { Problem } from "./api.js";
import { blame } from "./controls.js";
import { $ } from "./dom.js";
import { blameTones } from "./tones.js";

/** Show a problem, or with none that all is well. */
export function trouble(error) {
  const errors = error instanceof Problem ? error.errors : [];
  blame(blameTones(errors));
  $("trouble").textContent = error ? sentence(error.message || String(error)) : "";
  document.body.classList.toggle("in-trouble", Boolean(error));
}

/** Say that the service is busy, and when it will be asked again; with 0 seconds, that it is asked. */
export function busy({ message }, seconds) {
  $("busy").hidden = seconds === 0;
  $("busy").textContent = `${sentence(message)} Trying again in ${seconds} s.`;
}

/** Begin with a capital, unless with a parameter, and end with a full stop. */
export function sentence(text) {
  const first = /^[\w.]+=/.test(text) ? text[0] : text[0].toUpperCase();
  return first + text.slice(1) + (/[.?!]$/.test(text) ? "" : ".");
}

/** Show how much of the sound has been sent; with 1, nothing. */
export function sending(share) {
  $("sending").hidden = share >= 1;
  $("sending").value = share;
}
