// The HTTP API, drawn from its OpenAPI document.

import { failed, fold, h, layout, load, prose, words } from "./dom.js";
import { resolve, schemaView, typeOf } from "./schema.js";
import { sessionForm } from "./session.js";
import { tryIt } from "./tryit.js";

const METHODS = ["get", "post", "put", "patch", "delete"];

function* operationsOf(root) {
  for (const [path, item] of Object.entries(root.paths)) {
    for (const method of METHODS) if (item[method]) yield { path, method, operation: item[method] };
  }
}

function grouped(root) {
  const groups = new Map();
  for (const { path, method, operation } of operationsOf(root)) {
    const tag = operation.tags?.[0] ?? "other";
    if (!groups.has(tag)) groups.set(tag, []);
    groups.get(tag).push(item(path, method, operation, root));
  }
  return groups;
}

function item(path, method, operation, root) {
  const short = path.replace(/^\/api\/v1/, "");
  return {
    id: operation.operationId,
    words: `${method} ${path} ${operation.tags?.join(" ")} ${operation.summary} ${operation.description ?? ""}`.toLowerCase(),
    link: [h("span", { class: `method ${method}` }, method), h("span", { title: short }, short)],
    draw: () => fold({ class: "operation" }, [
      h("span", { class: `method ${method}` }, method),
      h("code", { class: "path" }, path),
      h("span", { class: "says" }, words((operation.description ?? operation.summary ?? "").split("\n")[0])),
    ], () => inside(path, method, operation, root)),
  };
}

function inside(path, method, operation, root) {
  return [
    h("div", { class: "text" }, prose(operation.description)),
    roles(operation),
    operation.parameters?.length && part("Parameters", parameters(operation.parameters, root)),
    operation.requestBody && part("Body", Object.entries(operation.requestBody.content).map(([media, body]) => [h("p", { class: "media" }, media), schemaView(body.schema, root)])),
    part("Answers", Object.entries(operation.responses).map(([status, response]) => answer(status, response, root))),
    part("Try it", tryIt(method, path, operation, root)),
  ].filter(Boolean);
}

function part(title, ...content) {
  return h("section", { class: "part" }, h("h3", {}, title), content);
}

function roles(operation) {
  const names = operation["x-roles"] ?? [];
  if (!names.length) return null;
  return h("p", { class: "roles" }, "For ", names.includes("anonymous") ? "everyone, signed in or not" : names.map((name) => h("span", { class: "role" }, name.replace("_", " "))));
}

function parameters(list, root) {
  return h("ul", { class: "fields" }, list.map((parameter) => h("li", {},
    h("div", { class: "head" }, h("code", { class: "name" }, parameter.name), parameter.required && h("span", { class: "required" }, "required"),
      h("span", { class: "type" }, `${parameter.in} · ${typeOf(parameter.schema, root)}`)),
    prose(parameter.description ?? parameter.schema.description))));
}

function answer(status, given, root) {
  const response = resolve(given, root);
  const bodies = Object.entries(response.content ?? {});
  const head = [h("span", { class: "status", "data-class": `${status[0]}xx` }, status), h("span", { class: "says" }, response.description)];
  if (!bodies.length) return h("p", { class: "bare" }, head);
  return fold({ class: "inside" }, head, () => bodies.map(([media, body]) => [h("p", { class: "media" }, media), schemaView(body.schema ?? {}, root)]));
}

function intro(root) {
  return h("section", { class: "intro" },
    h("h1", {}, root.info.title, h("span", { class: "badge" }, `API ${root.info.version}`), h("span", { class: "badge" }, `OpenAPI ${root.openapi}`)),
    prose(root.info.description),
    h("p", { class: "prose" }, "Refusals are ", h("code", {}, "application/problem+json"), " with a stable ", h("code", {}, "code"), " and the request's id. Every command takes an ", h("code", {}, "Idempotency-Key"), "."));
}

sessionForm(document.getElementById("session"));
load("/api/v1/openapi.json").then((root) => layout(intro(root), grouped(root))).catch(failed);
