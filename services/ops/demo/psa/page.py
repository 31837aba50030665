"""A ticket as a page for people: what links from the product lead to. The customer can reply, the dispatcher can move
the ticket on, so that changes can be seen to arrive.
"""

import html
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from services.ops.demo.psa.desk import Desk
from services.ops.demo.psa.errors import Refused, malformed
from services.ops.demo.psa.store import Object, Store

PATH = "/{codebase}/services/system_io/Service/fv_sr100_request.rails"
NUMBER = "service_recid"
MOST_BYTES = 100_000
DISPATCHER = "dispatch"
_TABS = {
    "detailDescriptionFlag": "Discussion",
    "internalAnalysisFlag": "Internal",
    "resolutionFlag": "Resolution",
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b2430}"
    "article{border:1px solid #cbd3dd;border-radius:6px;padding:.75rem 1rem;margin:.75rem 0;white-space:pre-wrap}"
    "header{color:#4a5666;font-size:.9rem}textarea{width:100%;box-sizing:border-box}"
    "form{display:grid;gap:.5rem;margin:1rem 0}button,select{font:inherit;justify-self:start}"
)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
}


def page_routes() -> list[Route]:
    """Reading and writing a ticket in a browser; whoever reaches this machine's loopback may."""
    return [Route(PATH, _show), Route(PATH, _write, methods=["POST"])]


async def _show(request: Request) -> Response:
    _check_host(request)
    store: Store = request.app.state.store
    return HTMLResponse(_page(store, request.app.state.desk, _ticket(request)), headers=_HEADERS)


async def _write(request: Request) -> Response:
    """A form of this very page: another site's is refused."""
    _check_host(request)
    if request.headers.get("origin") != request.app.state.base:
        raise Refused(403, "Forbidden", "Only this page's own forms are taken.")
    ticket, desk = _ticket(request), request.app.state.desk
    form = await _form(request)
    if reply := form.get("reply", "").strip():
        desk.create("notes", {"text": reply, "detailDescriptionFlag": True}, _customer(ticket), ticket["id"])
    elif form.get("status", "").isdecimal():
        status = {"op": "replace", "path": "status", "value": {"id": int(form["status"])}}
        desk.patch("tickets", ticket["id"], [status], DISPATCHER)
    return RedirectResponse(str(request.url), 303)


def _check_host(request: Request) -> None:
    """A name of another site that leads here is not this page. Raises Refused (403)."""
    if request.headers.get("host") != urlsplit(request.app.state.base).netloc:
        raise Refused(403, "Forbidden", "This page is read at its own address.")


async def _form(request: Request) -> dict[str, str]:
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MOST_BYTES:
            raise Refused(413, "ConnectWiseApi", f"The form is larger than {MOST_BYTES} bytes.")
    try:
        return {name: values[0] for name, values in parse_qs(raw.decode()).items()}
    except ValueError:
        raise malformed("The form is not readable.") from None


def _ticket(request: Request) -> Object:
    """The ticket that the address names. Raises Refused (404)."""
    number = request.query_params.get(NUMBER, "")
    store: Store = request.app.state.store
    return store.need("tickets", int(number) if number.isdecimal() and len(number) < 10 else 0)


def _page(store: Store, desk: Desk, ticket: Object) -> str:
    title = f"CW #{ticket['id']}: {ticket['summary']}"
    facts = [_name(ticket.get(field)) for field in ("board", "status", "priority", "company", "contact")]
    notes = "".join(_note(note) for note in reversed(desk.all_notes(ticket["id"])))
    entries = [entry for entry in store.all("time_entries") if entry.get("chargeToId") == ticket["id"]]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{html.escape(title)}</h1><p>{html.escape(' · '.join(filter(None, facts)))}</p>"
        f"{_times(entries)}{_forms(store, ticket)}<h2>Notes</h2>{notes}</html>"
    )


def _forms(store: Store, ticket: Object) -> str:
    statuses = [one for one in store.all("statuses") if one["board"]["id"] == ticket["board"]["id"]]
    options = "".join(
        f'<option value="{one["id"]}"{" selected" if one["id"] == ticket["status"]["id"] else ""}>'
        f"{html.escape(one['name'])}</option>"
        for one in statuses
    )
    return (
        '<form method="post"><label for="status">Status, as the dispatcher</label>'
        f'<select id="status" name="status">{options}</select><button>Set</button></form>'
        f'<form method="post"><label for="reply">Reply, as {html.escape(_customer(ticket))}</label>'
        '<textarea id="reply" name="reply" rows="3" required></textarea><button>Send</button></form>'
    )


def _note(note: Object) -> str:
    tabs = [tab for flag, tab in _TABS.items() if note.get(flag)]
    info = note["_info"]
    head = f"{', '.join(tabs) or 'Time entry'} · {info['enteredBy']} · {info['dateEntered']}"
    return f"<article><header>{html.escape(head)}</header>{html.escape(note['text'])}</article>"


def _times(entries: Iterable[Object]) -> str:
    lines = "".join(
        f"<li>{html.escape(str(entry.get('actualHours') or 0))} h, {html.escape(_name(entry.get('member')) or '')}</li>"
        for entry in entries
    )
    return f"<h2>Time</h2><ul>{lines}</ul>" if lines else ""


def _name(reference: Object | None) -> str | None:
    return reference.get("name") if reference else None


def _customer(ticket: Object) -> str:
    return str(ticket.get("contactName") or "the customer")
