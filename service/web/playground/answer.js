/** An answer of the service: values with their axes, unit and receipt, read from an npz. */

import { ofCells, ofPoints } from "./scale.js";

/** Make an answer of the arrays of an npz; what units its axes have, its plan says. */
export function answerOf({ values, unit, receipt, ...others }, planned) {
  const units = new Map(planned.map((axis) => [axis.name, axis.unit]));
  const axes = Object.entries(others).map(([name, { data }]) => ({ name, unit: units.get(name) ?? "1", values: data }));
  return { ...values, unit: unit.data, receipt: JSON.parse(receipt.data), axes };
}

/** Why an answer has no picture, or nothing. */
export function undrawable({ complex, axes, shape }) {
  if (complex) return "Complex values have no colours: choose magnitude, power or phase to see them. Downloads hold them all.";
  if (axes.filter(({ name }) => name !== "channel").length > 2) return "Patches are not drawn here: choose patch_frames=none to see them. Downloads hold them all.";
  if (shape.includes(0)) return "There is not a single value: the sound is too short for these parameters.";
  return "";
}

/** Which of several channels is drawn, as the end of a title. */
export function shownOf({ axes }) {
  const channels = axes.find(({ name }) => name === "channel")?.values.length ?? 1;
  return channels > 1 ? `, channel 1 of ${channels}` : "";
}

/**
 * What is drawn of an answer: time, or else the last axis, runs to the right, and of several channels
 * the first is shown.
 *
 * Gives `{ count, rows, at(row, column), across, up }`; a line has one row and no `up`.
 */
export function drawn({ data, axes, strides }) {
  const dims = axes.map((axis, k) => ({ ...axis, stride: strides[strides.length - axes.length + k] })).filter(({ name }) => name !== "channel");
  const across = dims.find(({ name }) => name === "time") ?? dims.at(-1);
  const up = dims.find((dim) => dim !== across);
  return {
    count: across.values.length,
    rows: up?.values.length ?? 1,
    across: { ...across, scale: up ? ofCells(across.values) : ofPoints(across.values) },
    up: up && { ...up, scale: ofCells(up.values) },
    at: (row, column) => data[row * (up?.stride ?? 0) + column * across.stride],
    timed: across.name === "time",
  };
}
