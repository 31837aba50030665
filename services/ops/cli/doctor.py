"""`doctor`: is everything as it should be, and what to do where it is not."""

import asyncio
from dataclasses import asdict
from pathlib import Path

import typer

from services.ops.checks import Finding, check_folder, check_gateway, check_machine, check_master_key, check_servers
from services.ops.cli.options import DataDir, is_external, settings_of
from services.ops.cli.terminal import REFUSED, AsJson, print_json, print_table
from services.ops.settings import ClientSettings, UpSettings, gateway_url
from shared.errors import NotFound

app = typer.Typer()

_COLOURS = {"ok": "green", "warning": "yellow", "fault": "red"}


@app.command()
def doctor(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Check the machine, the data folder, both servers, the log and everybody who reads it; exit code 1 on a fault."""
    findings = asyncio.run(_examine(data_dir))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        print_table(("", "check", "seen", "what to do"), map(_row, findings))
    if any(finding.state == "fault" for finding in findings):
        raise typer.Exit(REFUSED)


async def _examine(data_dir: Path | None) -> list[Finding]:
    folder = (data_dir or UpSettings().data_dir).expanduser().resolve()
    findings = list(check_machine(folder))
    try:
        settings = settings_of(data_dir)
    except NotFound as problem:
        return [*findings, Finding("installation", "warning", f"none in {folder}", problem.detail)]
    if not is_external(data_dir):
        findings.append(check_folder(folder))
    findings.append(check_master_key(settings.master_key_file))
    findings.append(await check_gateway(gateway_url(ClientSettings(), data_dir)))
    return findings + [finding async for finding in check_servers(settings)]


def _row(finding: Finding) -> tuple[str, str, str, str]:
    colour = _COLOURS[finding.state]
    return f"[{colour}]{finding.state}[/{colour}]", finding.check, finding.seen, finding.do
