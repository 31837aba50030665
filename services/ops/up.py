"""Everything on one machine: both servers, the schema, the services, the demo; until it is cancelled."""

import asyncio
import importlib
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from services.ops.demo import PASSWORD
from services.ops.embedded.folder import open_data_folder
from services.ops.embedded.ports import held_port
from services.ops.embedded.servers import running_servers
from services.ops.erasure import list_file
from services.ops.installation import embedded_settings, environment, prepare_database
from services.ops.settings import UpSettings
from shared.errors import IllegalState
from shared.sealing import MasterKey
from shared.telemetry import set_up_logging, set_up_tracing

logger = logging.getLogger(__name__)

Announce = Callable[[str], None]
"""Called with the URL, once everything answers."""
LOG_FILE = "resolutionflow.log"
DEMO_PASSWORD = "RESOLUTIONFLOW_DEMO_PASSWORD"  # noqa: S105 - the name of a setting


async def up(settings: UpSettings, announce: Announce) -> None:
    """Start everything; stop it again when cancelled.

    Raises:
        Problem: another `up` works in the folder, the port is taken, a server does not start.
    """
    with _port(settings.http_host, settings.http_port) as port, open_data_folder(settings.data_dir) as folder:
        _log_to(folder / LOG_FILE, settings.log_level)
        set_up_tracing("up", settings.otlp_endpoint)
        importing = asyncio.create_task(asyncio.to_thread(importlib.import_module, "services.ops.running"))
        async with running_servers(folder) as servers:
            reached = embedded_settings(folder, servers.broker.url)
            MasterKey.from_file(reached.master_key_file)
            list_file(reached).touch(0o600)
            os.environ.update(environment(reached))
            os.environ.update(RESOLUTIONFLOW_HTTP_HOST=settings.http_host, RESOLUTIONFLOW_HTTP_PORT=str(port))
            _tell_gateway_of_demo(settings.demo)
            applied = await prepare_database(folder)
            logger.info("%d migrations applied", len(applied))
            running: Any = await importing  # the services take a second to import: the servers started meanwhile
            await running.run(settings, announce, folder, f"http://{settings.http_host}:{port}")


def _tell_gateway_of_demo(demo: bool) -> None:
    os.environ.pop(DEMO_PASSWORD, None)
    if demo:
        os.environ[DEMO_PASSWORD] = PASSWORD


@contextmanager
def _port(host: str, port: int) -> Iterator[int]:
    """The gateway's port. Raises IllegalState if somebody else listens on it."""
    with ExitStack() as held:
        try:
            chosen = held.enter_context(held_port(host, port))
        except OSError:
            detail = f"Port {port} on {host} is taken. Choose another with --port, or any free one with --port 0."
            raise IllegalState("port_taken", detail) from None
        yield chosen


def _log_to(file: Path, level: str) -> None:
    """On a terminal the logs go to a file: people read the banner."""
    if sys.stderr.isatty():
        sys.stderr = file.open("a", buffering=1)
    set_up_logging(level)
