// Who the page sends its requests as: a token in this tab's memory, gone when the tab is.

import { h } from "./dom.js";

const LOGIN = "/api/v1/auth/login";
let token = "";

export function authorization() {
  return token ? { authorization: `Bearer ${token}` } : {};
}

export function sessionForm(place) {
  const note = h("span", { class: "note", role: "status" });
  const signIn = h("form", { class: "signin", onsubmit: (event) => submit(event, place, note) },
    h("input", { name: "email", type: "email", placeholder: "engineer@demo.example", "aria-label": "E-mail", autocomplete: "username", required: true }),
    h("input", { name: "password", type: "password", placeholder: "password", "aria-label": "Password", autocomplete: "current-password", required: true }),
    h("button", {}, "Sign in"), note);
  const key = h("form", { class: "signin", onsubmit: (event) => take(event, place) },
    h("input", { name: "key", type: "password", placeholder: "or an access token or API key (rf_…)", "aria-label": "Token", autocomplete: "off", required: true }),
    h("button", {}, "Use"));
  place.replaceChildren(h("details", { class: "session" }, h("summary", {}, "Sign in to try"), h("div", { class: "panel" }, signIn, key)));
}

function take(event, place) {
  event.preventDefault();
  token = event.target.elements.key.value.trim();
  signedIn(place, "with your token");
}

async function submit(event, place, note) {
  event.preventDefault();
  const { email, password } = event.target.elements;
  const response = await fetch(LOGIN, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: email.value, password: password.value }),
  });
  const answer = await response.json();
  if (!response.ok) {
    note.textContent = answer.detail;
    return;
  }
  token = answer.access_token;
  signedIn(place, `as ${answer.user.email} (${answer.user.role})`);
}

function signedIn(place, who) {
  const out = h("button", { onclick: () => { token = ""; sessionForm(place); } }, "Sign out");
  place.replaceChildren(h("div", { class: "who" }, h("span", {}, `Signed in ${who}`), out));
}
