// JSON Schema as a list of fields, and as an example value.

import { fold, h, prose } from "./dom.js";

const DEEPEST = 6;

export function resolve(schema, root) {
  let found = schema;
  while (found && found.$ref) {
    const target = found.$ref.slice(2).split("/").reduce((value, part) => value?.[part], root);
    const { $ref, ...rest } = found;
    found = { name: $ref.split("/").at(-1), ...target, ...rest };
  }
  return found ?? {};
}

function alternatives(schema) {
  return schema.anyOf ?? schema.oneOf ?? [];
}

// A type in a few words: `string (uuid)`, `Option[]`, `"a" | "b" | null`.
export function typeOf(given, root) {
  const schema = resolve(given, root);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (alternatives(schema).length) return alternatives(schema).map((part) => typeOf(part, root)).join(" | ");
  if (schema.type === "array") {
    const inner = typeOf(schema.items ?? {}, root);
    return inner.includes(" | ") ? `(${inner})[]` : `${inner}[]`;
  }
  if (schema.type === "object" || schema.properties) return schema.name ?? schema.title ?? "object";
  return (schema.type ?? "any") + (schema.format ? ` (${schema.format})` : "");
}

const BOUNDS = {
  minLength: "at least %s characters", maxLength: "at most %s characters", minimum: "from %s", maximum: "to %s",
  exclusiveMinimum: "above %s", minItems: "at least %s items", maxItems: "at most %s items", pattern: "matches %s",
};

function bounds(schema, root) {
  const parts = [schema, ...alternatives(schema).map((part) => resolve(part, root))];
  const found = parts.flatMap((part) => Object.entries(BOUNDS)
    .filter(([name]) => part[name] !== undefined)
    .map(([name, words]) => words.replace("%s", part[name])));
  const standard = schema.default;
  if (standard !== undefined && standard !== null) found.push(`default ${JSON.stringify(standard)}`);
  return found.join(" · ");
}

// The objects that a field may hold, for looking inside.
function insides(given, root) {
  const schema = resolve(given, root);
  if (schema.properties) return [schema];
  if (schema.type === "array") return insides(schema.items ?? {}, root);
  return alternatives(schema).flatMap((part) => insides(part, root));
}

export function schemaView(given, root, depth = 0) {
  const schemas = insides(given, root);
  if (!schemas.length) return h("p", { class: "type" }, typeOf(given, root));
  return schemas.map((schema) => h("div", { class: "schema" },
    schemas.length > 1 && h("p", { class: "variant" }, schema.name ?? schema.title),
    prose(schema.description),
    Object.keys(schema.properties).length
      ? h("ul", { class: "fields" }, Object.entries(schema.properties).map(([name, value]) =>
        field(name, value, (schema.required ?? []).includes(name), root, depth)))
      : h("p", { class: "type" }, "no fields")));
}

function field(name, given, required, root, depth) {
  const schema = resolve(given, root);
  const inner = insides(given, root);
  const head = [
    h("code", { class: "name" }, name),
    required && h("span", { class: "required", title: "required" }, "required"),
    h("span", { class: "type" }, typeOf(given, root)),
  ];
  const notes = [bounds(schema, root) && h("p", { class: "bounds" }, bounds(schema, root)), !inner.length && prose(schema.description)];
  if (!inner.length || depth >= DEEPEST) return h("li", {}, h("div", { class: "head" }, head), notes);
  return h("li", {}, fold({ class: "inside" }, [h("span", { class: "head" }, head)], () => schemaView(given, root, depth + 1)), notes);
}

const SAMPLES = {
  uuid: "019a9b1c-40e2-7b6d-a5c8-d9eafb0c1d2e", "date-time": "2026-11-19T09:10:02Z", email: "engineer@demo.example",
  date: "2026-11-19", uri: "https://example.test/", binary: "",
};

// A value that the schema admits, to start writing from: the required fields, or the first where none is.
export function sample(given, root, depth = 0) {
  const schema = resolve(given, root);
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (alternatives(schema).length) return sample(alternatives(schema)[0], root, depth);
  if (schema.type === "array") return depth > DEEPEST ? [] : [sample(schema.items ?? {}, root, depth + 1)];
  if (schema.properties) {
    const wanted = schema.required?.length ? schema.required : Object.keys(schema.properties).slice(0, 1);
    return Object.fromEntries(wanted.filter((name) => schema.properties[name]).map((name) =>
      [name, depth > DEEPEST ? null : sample(schema.properties[name], root, depth + 1)]));
  }
  return { string: SAMPLES[schema.format] ?? "", integer: schema.minimum ?? 0, number: schema.minimum ?? 0, boolean: false, object: {} }[schema.type] ?? null;
}
