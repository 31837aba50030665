"""A command to a case, its effect waited for, and the answer in the shape that its route has."""

from collections.abc import Callable, Mapping
from typing import Any, Literal
from uuid import UUID

import orjson
from fastapi import Response

from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases, open_step, settled
from services.gateway.headers import Idempotency
from services.gateway.projections.case import ITEM_FIELDS, CaseRow
from services.gateway.push_state import push_state

SEEN_SECONDS = 10.0

Material = Literal["facts", "suggested_fixes", "script_generations"]


async def assignee(identity: Identity, who: Principal, user_id: UUID) -> dict[str, Any]:
    """A user of the account as commands name who shall have a case. Raises NotFound."""
    user = await identity.users.get(who.account_id, user_id)
    return {"user_id": user.id, "name": user.name, "role": user.role, "team_id": user.team_id, "active": user.active}


async def act_and_wait(
    cases: Cases, who: Principal, session: UUID, name: str, fields: Mapping[str, Any], key: Idempotency,
    match: int | None, wait: float,
) -> Response:  # fmt: skip
    """Answer with the step that follows (`Responded`); 202 where it is not there in time."""
    done = await cases.command(who, name, session, fields, key, match)
    row, settled_ = await cases.until(who, session, settled(done["version"]), wait)
    case: dict[str, Any] = orjson.loads(row.document) if row else {"status": done["status"], "steps": []}
    suggestion = _suggestion(case)
    answer = {
        "session_id": session,
        "status": case["status"],
        "confidence_tier": case.get("confidence_tier"),
        "confidence_score": case.get("confidence_score"),
        "next_step": open_step(case) if settled_ else None,
        "resolution_suggested": suggestion is not None,
        "resolution_summary": suggestion,
        "failure": case.get("failure"),
        **_versions(row, done, case),
    }
    return answered(answer, row, 200 if settled_ else 202, session)


def _suggestion(case: dict[str, Any]) -> str | None:
    """The suggested resolution that the session stands at, confirmed or not."""
    if not case["steps"] or case["status"] != "active" or case["awaiting_step"] or case["failure"]:
        return None
    step = case["steps"][-1]
    summary: str | None = step["content"].get("resolution_summary")
    return None if _turned_down(step) else summary


def _turned_down(step: dict[str, Any]) -> bool:
    """Whether the step was answered with anything but success."""
    result = step["action_result"]
    return step["responded_at"] is not None and not (result and result["success"])


async def act(
    cases: Cases, who: Principal, session: UUID, name: str, fields: Mapping[str, Any], key: Idempotency,
    match: int | None, digest_of: Mapping[str, Any] | None = None,
) -> Response:  # fmt: skip
    """Answer with the list item (`CaseItem`)."""
    done = await cases.command(who, name, session, fields, key, match, digest_of=digest_of)
    row, there = await cases.until(who, session, _seen(done["version"]), SEEN_SECONDS)
    case = orjson.loads(row.document) if row else {}
    return answered({field: case.get(field) for field in ITEM_FIELDS}, row, 200 if there else 202, session)


async def close(
    cases: Cases, who: Principal, session: UUID, name: str, fields: Mapping[str, Any], key: Idempotency,
    match: int | None, digest_of: Mapping[str, Any] | None = None,
) -> Response:  # fmt: skip
    """Answer with the closing's documentation (`Closed`)."""
    done = await cases.command(who, name, session, fields, key, match, digest_of=digest_of)
    row, there = await cases.until(who, session, _documented(done["version"]), SEEN_SECONDS)
    case: dict[str, Any] = orjson.loads(row.document) if row else {}
    answer = {
        "session_id": session,
        "status": case.get("status", done["status"]),
        "documentation": case.get("documentation"),
        **await push_state(cases, who, case, done["version"]),
        **_versions(row, done, case),
    }
    return answered(answer, row, 200 if there else 202, session)


async def change(
    cases: Cases, who: Principal, session: UUID, name: str, fields: Mapping[str, Any], key: Idempotency,
    match: int | None, material: Material, id_field: str, status: int = 200,
) -> Response:  # fmt: skip
    """Answer with the fact, fix or script that the command was about; `id_field` is where its answer names it."""
    done = await cases.command(who, name, session, fields, key, match)
    row, there = await cases.until(who, session, _seen(done["version"]), SEEN_SECONDS)
    case: dict[str, Any] = orjson.loads(row.document) if row else {}
    if not there:
        pending = {"id": done[id_field], "session_id": session, **_versions(row, done, case)}
        return answered(pending, row, 202, session)
    thing = next(thing for thing in case[material] if thing["id"] == done[id_field])
    return answered(thing, row, status, session)


def _seen(version: int) -> Callable[[CaseRow], bool]:
    return lambda row: row.version >= version


def _documented(version: int) -> Callable[[CaseRow], bool]:
    def enough(row: CaseRow) -> bool:
        case = orjson.loads(row.document)
        return row.version >= version and (case["documentation"] is not None or case["status"] == "active")

    return enough


def _versions(row: CaseRow | None, done: Mapping[str, Any], case: Mapping[str, Any]) -> dict[str, int]:
    """The version that the command made, or a later one, and the revision that is folded."""
    return {
        "version": max(row.version if row else 0, done["version"]),
        "revision": case.get("revision", 0),
    }


def answered(value: Mapping[str, Any], row: CaseRow | None, status: int, session: UUID) -> Response:
    """The answer, with the revision as its ETag and, where something begins, the address to look at."""
    headers = {"Location": f"/api/v1/ai-sessions/{session}"} if status in (201, 202) else {}
    if row is not None:
        headers["ETag"] = f'"{row.revision}"'
    return Response(orjson.dumps(value), status, headers, media_type="application/json")
