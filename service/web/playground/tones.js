/** A small editor for tone specs, made from the schemas of the OpenAPI document. */

import { get } from "./api.js";
import { unitOf } from "./catalogue.js";
import { $, h } from "./dom.js";

let schemas;
let spec;
let tell = () => {};

/** Call `onSpec(spec)` whenever the editor makes another sound. */
export function install(onSpec) {
  tell = onSpec;
  $("tones-add").addEventListener("click", () => edit([...parts(), plain("sine")], joint()));
  for (const radio of document.getElementsByName("joint")) radio.addEventListener("change", () => edit(parts(), joint()));
  $("tones-rate").addEventListener("change", () => emit({ ...spec, sample_rate: Number($("tones-rate").value) }));
  $("tones-json").addEventListener("change", readJson);
}

/** Show a spec. */
export async function show(shown) {
  schemas ??= (await get("openapi.json")).components.schemas;
  spec = shown;
  const rate = schemas.ToneSpec.properties.sample_rate;
  Object.assign($("tones-rate"), { min: rate.minimum, max: rate.maximum, value: spec.sample_rate ?? rate.default });
  $("tones-json").value = JSON.stringify(spec, null, 1);
  const flat = parts().every((part) => !part.of);
  $("tones-parts").replaceChildren(...(flat ? parts().map(row) : [h("p", {}, "Parts within parts: edit them as JSON.")]));
  $("tones-add").hidden = !flat;
  $("tones-joint").hidden = !flat || parts().length < 2;
  for (const radio of document.getElementsByName("joint")) radio.checked = radio.value === spec.sound.type;
}

const parts = () => spec.sound.of ?? [spec.sound];
const joint = () => [...document.getElementsByName("joint")].find(({ checked }) => checked)?.value ?? "sequence";

const kinds = () => Object.entries(schemas.Sound.discriminator.mapping).map(([kind, ref]) => [kind, schemas[ref.split("/").at(-1)]]);
const schemaOf = (kind) => kinds().find(([name]) => name === kind)[1];

/** A part of a kind as its schema's first example has it. */
const plain = (kind) => ({ ...schemaOf(kind).examples[0] });

function edit(all, type) {
  emit({ ...spec, sound: all.length > 1 ? { type, of: all } : all[0] });
}

function emit(made) {
  show(made);
  tell(made);
}

function readJson() {
  try {
    emit(JSON.parse($("tones-json").value));
    $("tones-trouble").textContent = "";
  } catch (error) {
    $("tones-trouble").textContent = `This is not JSON: ${error.message}`;
  }
}

function row(part, number) {
  const all = parts();
  const replace = (next) => edit(all.map((one, k) => (k === number ? next : one)), joint());
  const kind = h("select", { ariaLabel: `Kind of part ${number + 1}`, onchange: () => replace(plain(kind.value)) });
  kind.append(...kinds().filter(([, { properties }]) => !properties.of).map(([name]) => new Option(name, name, false, name === part.type)));
  const fields = Object.entries(schemaOf(part.type).properties)
    .filter(([name]) => name !== "type")
    .map(([name, schema]) => field(part, number, name, schema, replace));
  const remove = h("button", {
    type: "button",
    className: "quiet",
    ariaLabel: `Remove part ${number + 1}`,
    disabled: all.length < 2,
    onclick: () => edit(all.filter((_, k) => k !== number), joint()),
  }, "×");
  return h("fieldset", { className: "part" }, h("legend", { className: "unseen" }, `Part ${number + 1}`), kind, ...fields, remove);
}

function field(part, number, name, schema, replace) {
  const path = spec.sound.of ? `sound.of.${number}.${name}` : `sound.${name}`;
  const value = part[name] ?? schema.default ?? "";
  const input = input_(schema, value);
  input.addEventListener("change", () => replace({ ...part, [name]: read(input, schema) }));
  input.title = schema.description;
  input.dataset.path = path;
  const trouble = h("span", { className: "trouble", hidden: true });
  const unit = schema.type === "number" && unitOf(schema);
  return h("label", {}, h("span", {}, unit ? `${name}, ${unit}` : name), input, trouble);
}

function input_(schema, value) {
  if (schema.enum) {
    const select = h("select", {});
    select.append(...schema.enum.map((word) => new Option(word, word, false, word === value)));
    return select;
  }
  if (schema.type === "boolean") return h("input", { type: "checkbox", checked: value });
  return h("input", { type: "number", step: "any", value });
}

function read(input, { type }) {
  if (type === "boolean") return input.checked;
  return type === "number" || type === "integer" ? input.valueAsNumber : input.value;
}

/** Show refusals beside the members that they name; give those about other things. */
export function blameTones(errors) {
  const inputs = [...$("tones-parts").querySelectorAll("[data-path]")];
  for (const input of inputs) refuse(input, "");
  return errors.filter(({ parameter, detail }) => {
    const input = inputs.find(({ dataset }) => dataset.path === parameter);
    if (input) refuse(input, detail);
    return !input;
  });
}

function refuse(input, detail) {
  input.ariaInvalid = String(Boolean(detail));
  input.nextSibling.textContent = detail;
  input.nextSibling.hidden = !detail;
}
