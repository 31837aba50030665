"""A small Autotask on the wire: zones, queries with filters and pages, picklists, notes, time, webhooks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Json = dict[str, Any]
ROOT = "/atservicesrest/v1.0"
PAGE = 2
"""Far fewer than the real one's 500, so that pages are met."""
KEYS = {"user_name": "api@msp.example", "secret": "autotask-secret", "integration_code": "INTEGRATION"}


def picklist(**labels: int) -> list[Json]:
    return [
        {"value": str(value), "label": label.replace("_", " "), "isActive": True} for label, value in labels.items()
    ]


FIELDS: Mapping[str, Mapping[str, list[Json]]] = {
    "Tickets": {
        "status": picklist(New=1, In_Progress=8, Escalated=11, Complete=5),
        "priority": picklist(High=1, Medium=2),
        "queueID": picklist(Help_Desk=29_682_833, Monitoring=29_682_969),
        "ticketType": picklist(Incident=2),
    },
    "TicketNotes": {"noteType": picklist(Task_Summary=1, Task_Notes=3, Resolution_Note=18)},
    "TicketWebhookFields": {"fieldID": picklist(Status=41, Title=42, Estimated_Hours=43)},
}


@dataclass(slots=True)
class AutotaskDesk:
    """What the server holds, and what it was asked."""

    zone_url: str = ""
    zones_asked: int = 0
    next_page: str = "https://evil.example/atservicesrest/v1.0/Tickets/query/next"
    objects: dict[str, dict[int, Json]] = field(default_factory=dict)
    impersonated: list[str | None] = field(default_factory=list)

    def add(self, entity: str, record: Json) -> int:
        kept = self.objects.setdefault(entity, {})
        number = int(record.get("id") or max(kept, default=100) + 1)
        kept[number] = {**record, "id": number}
        return number

    def all(self, entity: str) -> list[Json]:
        return [self.objects.get(entity, {})[number] for number in sorted(self.objects.get(entity, {}))]


class _Api:
    """The endpoints over the desk."""

    def __init__(self, desk: AutotaskDesk) -> None:
        self._desk = desk

    async def zone(self, request: Request) -> Response:
        self._desk.zones_asked += 1
        known = request.query_params.get("user") == KEYS["user_name"]
        told = {"zoneName": "Test", "url": self._desk.zone_url, "webUrl": "https://ww5.autotask.net/", "ci": 1}
        return JSONResponse(told if known else {"zoneName": None, "url": None, "webUrl": None, "ci": 0})

    async def query(self, request: Request) -> Response:
        if refused := _refused(request):
            return refused
        body = await request.json()
        entity, least = request.path_params["entity"], min(body["MaxRecords"], PAGE)
        found = [one for one in self._desk.all(entity) if all(_meets(one, rule) for rule in body["filter"])]
        more = self._desk.next_page if len(found) > least else None
        return JSONResponse({"items": found[:least], "pageDetails": {"count": least, "nextPageUrl": more}})

    async def one(self, request: Request) -> Response:
        if refused := _refused(request):
            return refused
        entity, number = request.path_params["entity"], request.path_params["number"]
        found = self._desk.objects.get(entity, {}).get(number)
        if request.method == "DELETE":
            status = 200 if self._desk.objects.get(entity, {}).pop(number, None) else 404
            return JSONResponse({"itemId": number} if status == 200 else {"errors": ["No record found"]}, status)
        return JSONResponse({"item": found})

    async def write(self, request: Request) -> Response:
        if refused := _refused(request):
            return refused
        entity, body = request.path_params["entity"], await request.json()
        if request.method == "PATCH":
            self._desk.objects[entity][body["id"]].update(body, lastActivityDate=_now())
            return JSONResponse({"itemId": body["id"]})
        return JSONResponse({"itemId": self._desk.add(entity, {**body, "createDateTime": _now()})})

    async def child(self, request: Request) -> Response:
        if refused := _refused(request):
            return refused
        names = {"Notes": "TicketNotes", "Fields": "TicketWebhookFields"}
        self._desk.impersonated.append(request.headers.get("impersonationresourceid"))
        body = {**await request.json(), "createDateTime": _now()}
        return JSONResponse({"itemId": self._desk.add(names[request.path_params["child"]], body)})

    async def fields(self, request: Request) -> Response:
        if refused := _refused(request):
            return refused
        lists = FIELDS.get(request.path_params["entity"], {})
        return JSONResponse({"fields": [{"name": name, "picklistValues": values} for name, values in lists.items()]})

    async def threshold(self, request: Request) -> Response:
        return _refused(request) or JSONResponse({"externalRequestThreshold": 10_000, "requestThresholdTimeframe": 60})


def autotask_app(desk: AutotaskDesk) -> Starlette:
    """The server over the desk."""
    api = _Api(desk)
    return Starlette(
        routes=[
            Route("/atservicesrest/1.0/zoneInformation", api.zone),
            Route(f"{ROOT}/ThresholdInformation", api.threshold),
            Route(f"{ROOT}/{{entity}}/entityInformation/fields", api.fields),
            Route(f"{ROOT}/{{entity}}/query", api.query, methods=["POST"]),
            Route(f"{ROOT}/{{entity}}/{{number:int}}", api.one, methods=["GET", "DELETE"]),
            Route(f"{ROOT}/{{entity}}/{{number:int}}/{{child}}", api.child, methods=["POST"]),
            Route(f"{ROOT}/{{entity}}", api.write, methods=["POST", "PATCH"]),
        ]
    )


def _refused(request: Request) -> Response | None:
    given = {name: request.headers.get(name.replace("_", "")) for name in ("user_name", "secret")}
    code = request.headers.get("apiintegrationcode")
    if given == {name: KEYS[name] for name in given} and code == KEYS["integration_code"]:
        return None
    return JSONResponse({"errors": [f"Login failed for {json.dumps(given)}"]}, 401)


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _meets(record: Json, rule: Json) -> bool:
    if rule["op"] in ("and", "or"):
        held = [_meets(record, one) for one in rule["items"]]
        return all(held) if rule["op"] == "and" else any(held)
    value, wanted = record.get(rule["field"]), rule.get("value")
    match rule["op"]:
        case "exist":
            return value is not None
        case "eq":
            return bool(value == wanted)
        case "noteq":
            return bool(value != wanted)
        case "contains":
            return str(wanted).lower() in str(value or "").lower()
        case "in":
            return isinstance(wanted, Sequence) and value in wanted
        case "gt":
            return value is not None and value > wanted
    raise AssertionError(f"an operator that is not used: {rule['op']}")
