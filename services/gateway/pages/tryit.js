// The form that sends an operation's request, and the answer below it.

import { h } from "./dom.js";
import { resolve, sample, typeOf } from "./schema.js";
import { authorization } from "./session.js";

export function tryIt(method, path, operation, root) {
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in !== "cookie");
  const [media, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const answer = h("div", { class: "answer", "aria-live": "polite" });
  const stop = h("button", { type: "button", class: "quiet", hidden: true }, "Stop");
  const form = h("form", { class: "try" },
    parameters.map((parameter) => parameterInput(parameter, root)),
    body && bodyInput(media, body.schema, root),
    h("div", { class: "actions" }, h("button", { class: "send" }, `Send ${method.toUpperCase()}`), stop),
    answer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(request(form, method, path, parameters, media), answer, stop);
  });
  return form;
}

function parameterInput(parameter, root) {
  const schema = resolve(parameter.schema, root);
  const initial = parameter.in === "path" ? "" : schema.default ?? "";
  return h("label", {}, h("span", {}, h("code", {}, parameter.name), ` ${parameter.in}, ${typeOf(schema, root)}`),
    h("input", { name: `${parameter.in}:${parameter.name}`, value: initial === null ? "" : String(initial), required: parameter.in === "path" }));
}

function bodyInput(media, schema, root) {
  if (media.startsWith("multipart/")) {
    const names = Object.keys(resolve(schema, root).properties ?? {});
    return names.map((name) => h("label", {}, h("span", {}, h("code", {}, name), " file"), h("input", { name: `file:${name}`, type: "file" })));
  }
  const text = JSON.stringify(sample(schema, root), null, 2);
  return h("label", {}, h("span", {}, `body, ${media}`), h("textarea", { name: "body", rows: Math.min(18, text.split("\n").length + 1), spellcheck: "false" }, text));
}

function request(form, method, path, parameters, media) {
  const value = (parameter) => form.elements[`${parameter.in}:${parameter.name}`].value;
  const given = (place) => parameters.filter((parameter) => parameter.in === place && value(parameter) !== "");
  const address = path.replace(/{(\w+)}/g, (_, name) => encodeURIComponent(form.elements[`path:${name}`].value));
  const query = new URLSearchParams(given("query").map((parameter) => [parameter.name, value(parameter)]));
  const headers = { ...authorization(), ...Object.fromEntries(given("header").map((parameter) => [parameter.name, value(parameter)])) };
  let body;
  if (media?.startsWith("multipart/")) {
    body = new FormData();
    for (const input of form.querySelectorAll("input[type=file]")) if (input.files[0]) body.append(input.name.slice(5), input.files[0]);
  } else if (media) {
    body = form.elements.body.value;
    headers["content-type"] = media;
  }
  return [address + (query.size ? `?${query}` : ""), { method: method.toUpperCase(), headers, body }];
}

async function send([address, options], answer, stop) {
  const abort = new AbortController();
  const started = performance.now();
  stop.hidden = false;
  stop.onclick = () => abort.abort();
  answer.replaceChildren(h("p", { class: "note" }, `${options.method} ${address} …`));
  try {
    const response = await fetch(address, { ...options, signal: abort.signal });
    const text = h("pre", { class: "json", tabindex: "0" });
    const took = `${Math.round(performance.now() - started)} ms`;
    answer.replaceChildren(
      h("p", { class: "status", "data-class": `${Math.floor(response.status / 100)}xx` }, `${response.status} ${response.statusText} · ${took} · ${address}`),
      h("p", { class: "note" }, ["etag", "location", "link", "retry-after", "x-request-id"].filter((name) => response.headers.has(name)).map((name) => `${name}: ${response.headers.get(name)}`).join("  ")),
      text);
    await show(response, text);
  } catch (error) {
    answer.append(h("p", { class: "note" }, abort.signal.aborted ? "Stopped." : `No answer: ${error.message}`));
  } finally {
    stop.hidden = true;
  }
}

// JSON at once and indented; anything else, an event stream above all, as it comes.
async function show(response, place) {
  if ((response.headers.get("content-type") ?? "").includes("json")) {
    place.textContent = JSON.stringify(await response.json(), null, 2);
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) place.append(part.value);
}
