// Elements made without markup strings: what a document says is never parsed as HTML.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false && child !== ""));
  return element;
}

// Plain text in which `code` is set as code.
export function words(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 ? h("code", {}, part) : part));
}

export function prose(text) {
  return (text ?? "").trim().split(/\n\s*\n/).filter(Boolean).map((paragraph) => h("p", { class: "prose" }, words(paragraph)));
}

export function json(value) {
  return h("pre", { class: "json", tabindex: "0" }, JSON.stringify(value, null, 2));
}

// A section that draws its inside only when it is opened.
export function fold(attributes, summary, draw) {
  const details = h("details", attributes, h("summary", {}, summary));
  details.addEventListener("toggle", () => details.append(...[draw()].flat(Infinity)), { once: true });
  return details;
}

// Groups of links on the left, the same groups on the right, and a filter over both.
export function layout(intro, groups) {
  const main = document.getElementById("main");
  const contents = document.getElementById("contents");
  main.replaceChildren(intro);
  for (const [name, items] of groups) {
    const links = items.map((item) => h("li", { "data-words": item.words }, h("a", { href: `#${item.id}` }, item.link)));
    contents.append(h("section", {}, h("h2", {}, name), h("ul", {}, links)));
    const drawn = items.map((item) => Object.assign(item.draw(), { id: item.id }));
    drawn.forEach((element, index) => element.setAttribute("data-words", items[index].words));
    main.append(h("section", { class: "group" }, h("h2", {}, name), drawn));
  }
  document.getElementById("filter").addEventListener("input", (event) => filter(event.target.value));
  addEventListener("hashchange", reveal);
  reveal();
}

function filter(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const element of document.querySelectorAll("[data-words]")) {
    element.hidden = !words.every((word) => element.dataset.words.includes(word));
  }
  for (const section of document.querySelectorAll("#contents section, #main .group")) {
    section.hidden = !section.querySelector("[data-words]:not([hidden])");
  }
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}

export async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}

export function failed(error) {
  document.getElementById("main").replaceChildren(h("p", { class: "loading" }, `The document could not be shown: ${error.message}`));
}
