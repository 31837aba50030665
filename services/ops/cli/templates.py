"""`templates`: script templates from files into the library."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import typer

from services.documentation.scripts.events import TemplateContent
from services.documentation.scripts.limits import ScriptLimits
from services.documentation.scripts.reading import try_template
from services.documentation.scripts.rules import template_faults
from services.documentation.scripts.starter import parse
from services.ops.cli.options import DataDir
from services.ops.cli.session import sign_in
from services.ops.cli.terminal import REFUSED, AsJson, console, print_json, print_table
from services.ops.client import Client, read_file
from services.ops.demo import LEAD
from shared.errors import IllegalState, InvalidInput

app = typer.Typer(no_args_is_help=True, help="Script templates: import and validate files.")

Files = Annotated[list[Path] | None, typer.Argument(help="YAML, one template each; none: the starter set.")]
As = Annotated[str, typer.Option("--as", help="Who does it: a team or account administrator.")]
Password = Annotated[str | None, typer.Option(help="Better in RESOLUTIONFLOW_PASSWORD.")]
Url = Annotated[str | None, typer.Option(help="Where ResolutionFlow is (default: the one started here).")]


@app.command("import")
def import_(
    files: Files = None, email: As = LEAD, password: Password = None, url: Url = None, data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Add templates to the library. One whose slug is there already is kept as it is."""
    with sign_in(email, password, url, data_dir) as client:
        found = [_import(client, file) for file in files] if files else _starter_set(client)
    _report(found, as_json)


@app.command()
def validate(
    files: Annotated[list[Path], typer.Argument(help="YAML, one template each.")], as_json: AsJson = False
) -> None:
    """Say everything that is wrong with templates, without importing them; nothing has to run."""
    _report([_validated(file) for file in files], as_json)


def _starter_set(client: Client) -> list[dict[str, Any]]:
    return [{**template, "faults": []} for template in client.post("/script-templates/starter-set", {})["templates"]]


def _import(client: Client, file: Path) -> dict[str, Any]:
    body = dict(_read(file))
    body["parameters_schema"] = {"parameters": body.pop("parameters")}
    key = sha256(read_file(file)).hexdigest()
    try:
        made = client.post("/script-templates", body, key=key)
    except IllegalState:
        return _told(file, "kept")
    except InvalidInput as problem:
        return _told(file, "refused", problem.facts.get("faults", [{"message": problem.detail}]))
    return {**_told(file, "added"), "slug": made["slug"], "template_id": made["id"]}


def _validated(file: Path) -> dict[str, Any]:
    template = try_template(_read(file))
    faults = template_faults(template, ScriptLimits()) if isinstance(template, TemplateContent) else template
    return _told(file, "refused" if faults else "valid", [fault.to_dict() for fault in faults])


def _read(file: Path) -> Any:
    return parse(read_file(file).decode(errors="replace"), file.stem)


def _told(file: Path, status: str, faults: Sequence[Any] = ()) -> dict[str, Any]:
    return {"file": str(file), "slug": file.stem, "status": status, "faults": list(faults)}


def _report(templates: Sequence[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(templates)
    else:
        print_table(("template", "status"), [(template["slug"], template["status"]) for template in templates])
        for template in templates:
            for fault in template["faults"]:
                line = f" line {fault['line']}" if fault.get("line") else ""
                console.print(f"{template['slug']}: {fault.get('where', '')}{line}: {fault['message']}", markup=False)
    if any(template["status"] == "refused" for template in templates):
        raise typer.Exit(REFUSED)
