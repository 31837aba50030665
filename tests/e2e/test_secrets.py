"""A password that is given for a script: planted, and then searched for wherever the product writes anything."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx2
import pytest

from services.ops.installation import find_installation
from services.ops.opening import open_log
from shared.testing.waiting import eventually
from tests.e2e.kit import SESSIONS, Json, Person, ok, refused, signed_in
from tests.e2e.model import ScriptedModel, action, question, scripted_model, suggestion
from tests.e2e.product import UNLIMITED, Product, running_product

SECRET = f"Pl4nted-{uuid4().hex}"
FORMS = {
    SECRET.encode(),
    SECRET.encode("utf-16-le"),
    base64.b64encode(SECRET.encode()).rstrip(b"=")[:-2],
    SECRET.encode().hex().encode(),
    SECRET[::-1].encode(),
}
ROBOT = "The stapler robot in the print shop stalls at axis 3 and blinks twice."
SIGN_IN: Json = {
    "name": "A new password",
    "body": "passwd-tool {{ user }} {{ new_password }} {{ only_show }} {{ soon }}\n",
    "shell": "bash",
    "parameters_schema": {
        "parameters": [
            {"key": "user", "label": "User", "validation": {"max_length": 20}},
            {
                "key": "new_password",
                "label": "New password",
                "field_type": "password",
                "validation": {"max_length": 99},
            },
            {"key": "only_show", "label": "Only show", "field_type": "boolean", "required": False},
            {"key": "soon", "label": "Soon", "field_type": "boolean", "required": False},
        ]
    },
}
TABLES = """
    select format('%I.%I', schemaname, tablename) from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')"""


@dataclass(slots=True)
class Collector:
    """Takes whatever traces are sent to it."""

    received: bytearray = field(default_factory=bytearray)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: everything is kept, each request is thanked for."""
        while piece := await reader.read(65_536):
            self.received += piece
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()


@asynccontextmanager
async def collecting() -> AsyncIterator[tuple[Collector, str]]:
    """A collector of traces, and its address."""
    collector = Collector()
    server = await asyncio.start_server(collector.take, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        yield collector, f"http://{host}:{port}"


@dataclass(frozen=True, slots=True)
class Searched:
    """The product after a case in which the password was given wherever a password can be."""

    product: Product
    model: ScriptedModel
    collector: Collector
    lead: Person
    session: str
    script: str
    answers: list[httpx2.Response]


@pytest.fixture(scope="module")
async def searched(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> AsyncIterator[Searched]:
    """The product with a model, traces and every log line."""
    async with scripted_model() as model, collecting() as (collector, address):
        environment = UNLIMITED | {
            "RESOLUTIONFLOW_MODEL_API_KEY": "a-key",
            "RESOLUTIONFLOW_MODEL_BASE_URL": model.url,
            "RESOLUTIONFLOW_OTLP_ENDPOINT": address,
            "RESOLUTIONFLOW_LOG_LEVEL": "DEBUG",
        }
        async with (
            running_product(tmp_path_factory.mktemp("searched"), environment, prepared=prepared) as product,
            signed_in(product.url, "lead@demo.example") as lead,
        ):
            yield await worked(product, model, collector, lead)


async def worked(product: Product, model: ScriptedModel, collector: Collector, lead: Person) -> Searched:
    """A case from intake to documentation; the model goes on after the script was made, and drafts the note."""
    template = ok(await lead.post("/script-templates", SIGN_IN), status=201)["id"]
    given = {"user": "anna", "new_password": SECRET}
    ok(await lead.post(f"/script-templates/{template}/render", {"parameters": given}))
    proposed = action(script=template, script_parameters=[{"key": "user", "value": "anna"}])
    model.then(question(), proposed, suggestion())
    started = await lead.start(ROBOT)
    session, first = started["session_id"], started["first_step"]
    step = (await lead.respond(session, first, selected_option=first["options"][0]["value"]))["next_step"]
    assert step["content"]["template_id"] == template
    made = ok(await lead.act(session, "scripts", {"template_id": template, "parameters": given}), status=201)
    answers = await refusals(lead, session, template)
    result = {"success": True, "details": "She can sign in again."}
    ok(await lead.act(session, f"scripts/{made['generation']['id']}/result", result))
    await lead.until_case(session, lambda case: len(case["steps"]) == 3)
    await lead.act(session, "resolution-note/preview", {})
    ok(await lead.act(session, "resolve", {"resolution_summary": "Homed axis 3, and gave Anna a new password."}))
    await lead.until_case(session, lambda case: case["documentation"] is not None)
    return Searched(product, model, collector, lead, session, made["script"], answers)


async def refusals(lead: Person, session: str, template: str) -> list[httpx2.Response]:
    """Every way in which a password can be refused."""
    scripts, render = f"{SESSIONS}/{session}/scripts", f"/script-templates/{template}/render"
    unfit: list[Json] = [
        {"user": "anna", "new_password": SECRET + "\n"},
        {"user": "anna", "new_password": SECRET * 9},
        {"user": SECRET * 2, "new_password": SECRET},
        {"user": "anna", "new_password": SECRET, "only_show": SECRET},
        {"user": "anna", "new_password": [SECRET]},
        {"user": "anna", "new_password": {"is": SECRET}},
        {"new_password": SECRET, SECRET: 1},
        {"user": "anna", "new_password": SECRET, "only_show": None, "soon": 7},
    ]
    answers = [
        await lead.post(address, {"template_id": template, "parameters": parameters} if address == scripts else {
            "parameters": parameters
        })
        for address in (scripts, render) for parameters in unfit
    ]  # fmt: skip
    given = {"user": "anna", "new_password": SECRET}
    answers += [
        await lead.post(scripts, {"template_id": str(uuid4()), "parameters": given}),
        await lead.post(scripts, {"template_id": template, "parameters": given, "fix_id": str(uuid4())}),
        await lead.post(f"{SESSIONS}/{uuid4()}/scripts", {"template_id": template, "parameters": given}),
        await lead.post(scripts, {"template_id": template, "parameters": SECRET}),
        await lead.http.post(f"/api/v1{scripts}", content=f'{{"parameters": {{"new_password": "{SECRET}"'),
    ]
    return answers


def holds(data: bytes) -> bool:
    """Whether the password stands in the data, in any form."""
    return any(form in data for form in FORMS)


def test_given_the_script_when_it_is_answered_then_it_does_hold_the_password(searched: Searched) -> None:
    assert holds(searched.script.encode())


def test_given_refusals_when_they_are_read_then_none_tells_the_password(searched: Searched) -> None:
    for answer in searched.answers:
        assert 400 <= answer.status_code < 500
        refused(answer, answer.status_code)
        assert not holds(answer.content + str(answer.headers).encode())


async def test_given_the_log_when_every_event_is_opened_then_none_holds_the_password(searched: Searched) -> None:
    settings, _ = find_installation(searched.product.data_dir, searched.product.data_dir)
    async with open_log(settings, "rf_projector") as log:
        events = [await log.open(event) for event in await log.read_positions(0, 10_000)]
    assert {"script_generated", "script_result_recorded", "session_resolved"} <= {event.type for event in events}
    assert any(b"anna" in event.data for event in events if event.type == "script_generated")
    assert [event.type for event in events if holds(event.data + event.meta_json.encode())] == []


async def test_given_the_database_when_every_table_is_dumped_then_none_holds_the_password(searched: Searched) -> None:
    _, superuser = find_installation(searched.product.data_dir, searched.product.data_dir)
    connection = await asyncpg.connect(superuser)
    try:
        tables = [row[0] for row in await connection.fetch(TABLES)]
        dumps = {table: await _dump(connection, table) for table in tables}
    finally:
        await connection.close()
    assert b"anna" in dumps["read.cases"]
    assert len(dumps["log.commands"]) > 100
    assert [table for table, dump in dumps.items() if holds(dump)] == []


async def _dump(connection: asyncpg.Connection, table: str) -> bytes:
    rows = await connection.fetch(f"select t::text from {table} t")
    return "\n".join(str(row[0]) for row in rows).encode()


def test_given_the_data_folder_when_every_file_is_searched_then_none_holds_the_password(searched: Searched) -> None:
    files = [file for file in searched.product.data_dir.rglob("*") if file.is_file()]
    assert any("jetstream" in str(file) for file in files)
    assert any("pg_wal" in str(file) for file in files)
    assert [str(file) for file in files if holds(_content(file))] == []


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:  # a temporary file
        return b""


async def test_given_every_log_line_and_trace_when_searched_then_none_holds_the_password(searched: Searched) -> None:
    async def traces_came() -> bool:
        return b"record_script" in searched.collector.received

    await eventually(traces_came)
    assert any(line["level"] == "DEBUG" for line in searched.product.log_lines())
    assert not holds(searched.product.log.read_bytes())
    assert not holds(bytes(searched.collector.received))


def test_given_what_the_model_was_asked_when_searched_then_it_holds_no_password(searched: Searched) -> None:
    assert "She can sign in again." in searched.model.seen()
    assert not holds(json.dumps(searched.model.server.requests, default=str).encode())


async def test_given_everything_that_can_be_read_when_searched_then_none_holds_the_password(
    searched: Searched,
) -> None:
    for address in _addresses(searched.session):
        answer = await searched.lead.get(address)
        assert answer.status_code == 200, address
        assert not holds(answer.content)
    markdown = await searched.lead.get(
        f"{SESSIONS}/{searched.session}/documentation", headers={"accept": "text/markdown"}
    )
    assert not holds(markdown.content)
    assert "[redacted]" in (await searched.lead.get(f"{SESSIONS}/{searched.session}")).text


def _addresses(session: str) -> Iterator[str]:
    yield f"{SESSIONS}/{session}"
    yield f"{SESSIONS}/{session}/history"
    yield f"{SESSIONS}/{session}/documentation"
    yield f"{SESSIONS}?mine=false"
    yield "/script-templates?limit=200"
