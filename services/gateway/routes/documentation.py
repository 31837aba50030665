"""A session's documentation: as JSON, as Markdown, as a printable page, as PDF."""

from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import HTMLResponse

from services.gateway.auth.access import Viewer
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.limits import limit
from services.gateway.printing.html import HEADERS, html
from services.gateway.printing.printer import Printer
from services.gateway.routes.cases_models import Documentation
from services.gateway.routes.dependencies import CasesDep
from shared.bus.commands import Request as Query_

router = APIRouter(prefix="/ai-sessions", tags=["sessions"], dependencies=[Depends(limit("reads"))])

Format = Literal["json", "markdown", "html", "pdf"]
MEDIA: dict[str, Format] = {
    "application/json": "json",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/pdf": "pdf",
}
_print_limit = limit("drafts")
"""A PDF keeps a processor busy, a page does not."""
OTHER_CONTENT: dict[str, Any] = {
    media: {"schema": {"type": "string"}} for media, format_ in MEDIA.items() if format_ != "json"
}


async def printer_of(request: Request) -> Printer:
    """The printer of this gateway."""
    printer: Printer = request.app.state.printer
    return printer


@router.get("/{session}/documentation", response_model=Documentation, responses={200: {"content": OTHER_CONTENT}})
async def get_documentation(
    request: Request,
    session: UUID,
    who: Viewer,
    cases: CasesDep,
    printer: Annotated[Printer, Depends(printer_of)],
    accept: Annotated[str, Header()] = "application/json",
    format_: Annotated[Format | None, Query(alias="format")] = None,
) -> Response:
    """The session's documentation, in the form that `Accept` prefers, or that `format` names for a plain link.

    The page and the PDF end with the log's proof: the versions they were made from, and the hash of the last.
    """
    case = orjson.loads((await cases.get(who, session)).document)
    found = await documentation_of(cases, who, case)
    match format_ or preferred(accept):
        case "json":
            return Response(orjson.dumps(found["documentation"]), media_type="application/json")
        case "markdown":
            return Response(found["markdown"], media_type="text/markdown; charset=utf-8")
        case "html":
            return HTMLResponse(html(await printer.page(who, case, found["documentation"])), headers=dict(HEADERS))
        case "pdf":
            await _print_limit(request)
            file = await printer.pdf(await printer.page(who, case, found["documentation"]))
            name = {"content-disposition": f'inline; filename="case-{session}.pdf"', "cache-control": "no-store"}
            return Response(file, media_type="application/pdf", headers=name)


def preferred(accept: str) -> Format:
    """What of ours an `Accept` header likes best: JSON, unless something else is named with a higher weight."""
    wishes = [_wish(part) for part in accept.split(",")]
    weights = {
        format_: max((q for media, q in wishes if media == name), default=0.0) for name, format_ in MEDIA.items()
    }
    best = max(weights, key=lambda format_: weights[format_])
    return best if weights[best] > 0 else "json"


def _wish(part: str) -> tuple[str, float]:
    media, *parameters = part.split(";")
    weights = [name.strip().removeprefix("q=") for name in parameters if name.strip().startswith("q=")]
    try:
        return media.strip().lower(), float(weights[0]) if weights else 1.0
    except ValueError:
        return media.strip().lower(), 0.0


async def documentation_of(cases: Cases, who: Principal, case: dict[str, Any]) -> dict[str, Any]:
    """What was written at the last closing; for a running session a draft."""
    if case["documentation"] is not None:
        return {"documentation": case["documentation"], "markdown": case["documentation_markdown"]}
    asked = Query_(actor=who.actor, body={"version": case["version"]}, session=UUID(case["id"]))
    return await cases.caller.query("documentation", "draft", asked)
