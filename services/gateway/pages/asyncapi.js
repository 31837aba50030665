// What travels on the bus, drawn from the AsyncAPI document.

import { failed, fold, h, json, layout, load, prose, words } from "./dom.js";
import { resolve, schemaView } from "./schema.js";

const KINDS = { evt: "event", cmd: "command", qry: "query" };

function kindOf(channel) {
  return KINDS[channel.address.split(".", 1)[0]];
}

// Which services send to a channel and which receive from it.
function partners(root, name) {
  const operations = Object.values(root.operations).filter((operation) => operation.channel.$ref === `#/channels/${name}`);
  const services = (action) => operations.filter((operation) => operation.action === action).map((operation) => operation.tags[0].name);
  return { writes: services("send"), reads: services("receive") };
}

function grouped(root) {
  const groups = new Map();
  for (const [name, channel] of Object.entries(root.channels)) {
    const kind = kindOf(channel);
    const group = kind === "event" ? `Events · ${channel.tags[0].name}` : `Requests · ${channel.tags[0].name}`;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(item(name, channel, kind, root));
  }
  return groups;
}

function item(name, channel, kind, root) {
  const { writes, reads } = partners(root, name);
  const label = kind === "event" ? name : name.split(".")[1];
  return {
    id: name,
    words: `${name} ${kind} ${channel.address} ${channel.description ?? ""} ${writes.join(" ")} ${reads.join(" ")}`.toLowerCase(),
    link: [h("span", { class: `method ${kind}` }, kind), h("span", {}, label)],
    draw: () => fold({ class: "operation" }, [
      h("span", { class: `method ${kind}` }, kind),
      h("code", { class: "path" }, label),
      h("span", { class: "says" }, words((channel.description ?? "").split("\n")[0])),
    ], () => (kind === "event" ? eventInside(channel, writes, reads, root) : requestInside(channel, reads, root))),
  };
}

function part(title, ...content) {
  return h("section", { class: "part" }, h("h3", {}, title), content);
}

function services(title, names) {
  return h("p", { class: "roles" }, title, names.length ? names.map((name) => h("span", { class: "role" }, name)) : h("span", { class: "type" }, "only read models"));
}

function eventInside(channel, writes, reads, root) {
  const message = resolve(Object.values(channel.messages)[0], root);
  return [
    h("p", { class: "address" }, h("code", {}, channel.address), h("span", { class: "type" }, ` stream ${channel["x-stream"]}, ${message.name}`)),
    services("Written by ", writes),
    services("Reacted to by ", reads),
    part("Data, under the seal", schemaView(message.payload, root)),
    part("Envelope", fold({ class: "inside" }, "CloudEvents attributes, as headers", () => schemaView(message.headers, root))),
    part("Examples", message.examples.map((example) => fold({ class: "inside" }, example.name, () => json(example.payload)))),
  ];
}

function requestInside(channel, reads, root) {
  return [
    h("p", { class: "address" }, h("code", {}, channel.address)),
    services("Answered by ", reads),
    ...["request", "reply"].map((name) => part(name === "request" ? "Request" : "Reply", schemaView(resolve(channel.messages[name], root).payload, root))),
  ];
}

function intro(root) {
  return h("section", { class: "intro" },
    h("h1", {}, "Events and commands", h("span", { class: "badge" }, `AsyncAPI ${root.asyncapi}`)),
    prose(root.info.description));
}

load("/api/v1/asyncapi.json").then((root) => layout(intro(root), grouped(root))).catch(failed);
