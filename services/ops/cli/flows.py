"""`flows`: files in and out of the library."""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
import typer
import yaml

from services.ops.cli.options import DataDir
from services.ops.cli.session import sign_in
from services.ops.cli.terminal import REFUSED, AsJson, console, errors, print_json, print_table
from services.ops.client import Client
from services.ops.demo import LEAD
from services.ops.flow_files import MEDIA_TYPES, read_document, read_flows
from shared.errors import Unavailable

app = typer.Typer(no_args_is_help=True, help="Flows: import, export and validate files.")

POLL_SECONDS = 0.5
WAIT_SECONDS = 180.0

Files = Annotated[list[Path], typer.Argument(help="YAML or JSON: `{flows: [..]}`, or one flow by itself.")]
As = Annotated[str, typer.Option("--as", help="Who does it: a team or account administrator.")]
Password = Annotated[str | None, typer.Option(help="Better in RESOLUTIONFLOW_PASSWORD.")]
Url = Annotated[str | None, typer.Option(help="Where ResolutionFlow is (default: the one started here).")]


@app.command("import")
def import_(
    files: Files, email: As = LEAD, password: Password = None, url: Url = None, data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Import and publish flows, and wait until they can be matched. A file imported again changes nothing."""
    documents = [(file, *read_document(file)) for file in files]
    found: list[dict[str, Any]] = []
    with sign_in(email, password, url, data_dir) as client:
        for file, document, form in documents:
            answer = client.post_document("/flows/import", document, MEDIA_TYPES[form])
            found += [{"file": str(file), **flow} for flow in answer["flows"]]
            _wait(client, answer["id"])
    _report(found, as_json)


@app.command()
def export(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file (default: standard output).")] = None,
    form: Annotated[Literal["yaml", "json"], typer.Option("--format")] = "yaml",
    drafts: Annotated[bool, typer.Option("--drafts", help="Also what is not published.")] = False,
    email: As = LEAD, password: Password = None, url: Url = None, data_dir: DataDir = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Write the library into a file that can be imported again."""
    with sign_in(email, password, url, data_dir) as client:
        library = client.get("/flows/export", published=not drafts)
    if form == "json" or as_json:
        text = orjson.dumps(library, option=orjson.OPT_INDENT_2).decode() + "\n"
    else:
        text = yaml.safe_dump(library, sort_keys=False, allow_unicode=True, width=110)
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        errors.print(f"{len(library['flows'])} flows written to {output}")


@app.command()
def validate(files: Files, as_json: AsJson = False) -> None:
    """Say everything that is wrong with flows, without importing them; nothing has to run."""
    found = [
        {"file": str(file), "name": flow.name, "faults": [fault.to_dict() for fault in flow.faults],
         "ignored": flow.ignored, "status": "refused" if flow.faults else "valid"}
        for file in files for flow in read_flows(file)
    ]  # fmt: skip
    _report(found, as_json)


def _report(flows: Iterable[Mapping[str, Any]], as_json: bool) -> None:
    flows = list(flows)
    if as_json:
        print_json(flows)
    else:
        print_table(
            ("file", "flow", "status"), [(Path(flow["file"]).name, flow["name"], flow["status"]) for flow in flows]
        )
        for flow in flows:
            for fault in flow["faults"]:
                console.print(f"{flow['file']}: {flow['name']}: {_sentence(fault)}", markup=False)
    if any(flow["status"] == "refused" for flow in flows):
        raise typer.Exit(REFUSED)


def _sentence(fault: Mapping[str, Any]) -> str:
    return ": ".join(str(part) for part in fault.values() if part)


def _wait(client: Client, import_id: str) -> None:
    """Until the flows of the import are indexed. Raises Unavailable after a long wait; indexing goes on."""
    deadline = time.monotonic() + WAIT_SECONDS
    with errors.status("Indexing …"):
        while client.get(f"/flows/import/{import_id}")["status"] == "running":
            if time.monotonic() > deadline:
                raise Unavailable("still_indexing", f"The flows are imported; indexing goes on (import {import_id}).")
            time.sleep(POLL_SECONDS)
