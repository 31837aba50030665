"""What is this case, and which cases are there? One document a case, and a row of what lists filter by.

Of an erased case the read model keeps that it was one, so that everybody is told the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson

from services.gateway.projections.case_document import fold, new_document
from services.gateway.projections.case_parts import Document, case_of
from services.gateway.projections.search import searchable
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.errors import Erased, NotFound
from shared.projection import Connection, Failed

ITEM_FIELDS = (
    "id", "status", "intake_type", "title", "problem_summary", "problem_domain", "urgency", "confidence_tier",
    "confidence_score", "step_count", "max_steps", "session_rating", "user_id", "user_name", "team_id", "client_id",
    "matched_flow_id", "matched_flow_name", "psa_ticket_id", "fix_status", "escalated_by_id", "escalated_by_name",
    "escalated_to_id", "escalated_to_name", "escalated_at", "created_at", "updated_at", "resolved_at", "version",
    "revision",
)  # fmt: skip


class CaseProjection:
    """Folds everything that happens to a case."""

    name = "case"
    version = 6
    tables = ("cases", "erased_cases")

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.cases (
                session uuid primary key,
                account uuid not null,
                owner uuid, team uuid, client uuid,
                status text not null, domain text, tier text,
                created_at timestamptz not null, updated_at timestamptz not null,
                version int not null, revision int not null,
                stale_since bigint,
                search text not null,
                item text not null,
                doc text not null
            );
            alter table {schema}.cases alter column doc set storage external;
            create index on {schema}.cases (account, created_at desc, session desc);
            create index on {schema}.cases (account, owner, created_at desc, session desc);
            create index on {schema}.cases (account, updated_at desc, session desc);
            create table {schema}.erased_cases (session uuid primary key, account uuid not null);
            {wall(schema, "cases")}
            {wall(schema, "erased_cases")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if case_of(event) and event.category != "erasure"]
        rows = await connection.fetch(
            f"select session, doc, stale_since from {schema}.cases where session = any($1)",
            list({event.session for event in batch}),
        )
        cases = {row["session"]: _Case(orjson.loads(row["doc"]), row["stale_since"]) for row in rows}
        for event in batch:
            await self._fold_one(connection, cases, event, failed)
        if cases:
            await connection.executemany(_upsert(schema), [case.row() for case in cases.values()])
        await self._erase(connection, schema, [event for event in events if event.type == "case_erased"])

    async def _erase(self, connection: Connection, schema: str, erasures: Sequence[StoredEvent]) -> None:
        if erasures:
            rows = [(UUID(event.stream_id), event.account) for event in erasures]
            insert = f"insert into {schema}.erased_cases values ($1, $2) on conflict do nothing"
            await connection.executemany(insert, rows)
            await connection.execute(f"delete from {schema}.cases where session = any($1)", [row[0] for row in rows])

    async def forget(self, connection: Connection, schema: str, session: UUID) -> None:
        """See `PerSession.forget`."""
        await connection.execute(f"delete from {schema}.cases where session = $1", session)

    async def _fold_one(
        self, connection: Connection, cases: dict[UUID, "_Case"], event: StoredEvent, failed: Failed
    ) -> None:
        if event.session is None:
            return
        case = cases.setdefault(event.session, _Case(new_document(event), None))
        if case.stale_since is None:
            try:
                case.document = fold(case.document, event)
            except Exception as error:  # noqa: BLE001 # a fold that fails marks this case stale; the others go on
                case.stale_since = event.position
                await failed(connection, event, error)


@dataclass(slots=True)
class _Case:
    document: Document
    stale_since: int | None

    def row(self) -> tuple[Any, ...]:
        case = self.document
        item = {field: case[field] for field in ITEM_FIELDS}
        words = searchable(case["title"], case["problem_summary"], case["matched_flow_name"], case["psa_ticket_id"])
        return (
            UUID(case["id"]), UUID(case["account_id"]), _id(case["user_id"]), _id(case["team_id"]),
            _id(case["client_id"]), case["status"], case["problem_domain"], case["confidence_tier"],
            datetime.fromisoformat(case["created_at"]), datetime.fromisoformat(case["updated_at"]), case["version"],
            case["revision"], self.stale_since, words,
            orjson.dumps(item).decode(), orjson.dumps(case).decode(),
        )  # fmt: skip


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


_COLUMNS = (
    "session, account, owner, team, client, status, domain, tier, created_at, updated_at, version, revision,"
    " stale_since, search, item, doc"
)


def _upsert(schema: str) -> str:
    changes = ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS.split(", ") if column != "session")
    places = ", ".join(f"${number}" for number in range(1, 17))
    return f"insert into {schema}.cases ({_COLUMNS}) values ({places}) on conflict (session) do update set {changes}"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the API answers it: the document's bytes, its version and revision, and its owner."""

    document: bytes
    version: int
    revision: int
    owner: UUID | None
    team: UUID | None
    status: str
    stale_since: int | None


async def get_case(connection: Connection, session: UUID) -> CaseRow | None:
    """The case, if the account of this transaction has it."""
    row = await connection.fetchrow(
        "select doc, version, revision, owner, team, status, stale_since from read.cases where session = $1", session
    )
    return CaseRow(row["doc"].encode(), *row[1:]) if row else None


async def existing_case(connection: Connection, session: UUID) -> CaseRow:
    """The case.

    Raises:
        NotFound: the account of this transaction has no such case.
        Erased: it had one, and it was erased.
    """
    row = await get_case(connection, session)
    if row is None:
        await check_not_erased(connection, session)
        raise NotFound("session_not_found", "There is no such session in your account.")
    return row


async def check_not_erased(connection: Connection, session: UUID) -> None:
    """Raises Erased where the account of this transaction had such a case and erased it."""
    if await connection.fetchval("select exists (select from read.erased_cases where session = $1)", session):
        raise Erased("erased", "This session was erased; nobody can read it any more.")


Sort = Literal["newest", "oldest", "updated"]
SORTED_BY = {"newest": "created_at", "oldest": "created_at", "updated": "updated_at"}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list shows. None: everything; `before` is the cursor of the page before."""

    owner: UUID | None = None
    status: str | None = None
    domain: str | None = None
    tier: str | None = None
    client: UUID | None = None
    team: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    sort: Sort = "newest"
    before: tuple[datetime, UUID] | None = None
    skip: int = 0
    limit: int = 20


async def list_cases(connection: Connection, wanted: CaseFilter) -> list[bytes]:
    """Items in the order of `sort`."""
    conditions, values = _conditions(wanted)
    values += [wanted.limit, wanted.skip]
    direction = "asc" if wanted.sort == "oldest" else "desc"
    rows = await connection.fetch(
        f"select item from read.cases where {' and '.join(conditions) or 'true'}"
        f" order by {SORTED_BY[wanted.sort]} {direction}, session {direction}"
        f" limit ${len(values) - 1} offset ${len(values)}",
        *values,
    )
    return [row["item"].encode() for row in rows]


def _conditions(wanted: CaseFilter) -> tuple[list[str], list[Any]]:
    pairs: list[tuple[str, Any]] = [
        ("owner = {}", wanted.owner),
        ("status = {}", wanted.status),
        ("domain = {}", wanted.domain),
        ("tier = {}", wanted.tier),
        ("client = {}", wanted.client),
        ("team = {}", wanted.team),
        ("created_at >= {}", wanted.since),
        ("created_at < {}", wanted.until),
        ("strpos(search, {}) > 0", wanted.text.casefold() if wanted.text else None),
    ]
    conditions, values = [], []
    for condition, value in pairs:
        if value is not None:
            values.append(value)
            conditions.append(condition.format(f"${len(values)}"))
    if wanted.before:
        values += wanted.before
        beyond = ">" if wanted.sort == "oldest" else "<"
        conditions.append(f"({SORTED_BY[wanted.sort]}, session) {beyond} (${len(values) - 1}, ${len(values)})")
    return conditions, values
