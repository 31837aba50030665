"""Bad days on request: an address on loopback at which a browser test stops, continues and kills parts of the product,
and lets a sign-in expire.
"""

import asyncio
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import psutil

from services.ops.roles import connected_as
from tests.e2e.installation import wait_until
from tests.e2e.product import Product
from tests.faults.verdict import settings_of
from tests.faults.victims import SERVERS, SERVICES, processes_of


@contextmanager
def fault_control(product: Product) -> Iterator[str]:
    """Serve `POST /<stop, continue, kill or hold>/<part>` and `POST /expire/<e-mail>` for a product that is split.

    A part that is killed is started again by the product; one that is held is not there until it may continue.
    What is still stopped at the end of the block goes on then: the product could not end otherwise.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(product))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        for part in (*SERVICES, *SERVERS):
            _send(signal.SIGCONT, product, part)


def _handler(product: Product) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            _, verb, whom = self.path.split("/")
            done = VERBS[verb](product, whom)
            self.send_response(204 if done else 404)
            self.end_headers()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    return Handler


def _send(sent: signal.Signals, product: Product, part: str) -> bool:
    """Send the part's processes a signal; whether there were any."""
    found = processes_of(product.pid, part)
    for process in found:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(sent)
    return bool(found)


def _hold(product: Product, part: str) -> bool:
    """Kill the part, and stop what takes its place before it does any work."""
    killed = processes_of(product.pid, part)
    _send(signal.SIGKILL, product, part)
    wait_until(lambda: set(processes_of(product.pid, part)) - set(killed))
    return _send(signal.SIGSTOP, product, part)


def _expire(product: Product, email: str) -> bool:
    """Let every sign-in of a user run out now; whether there was one."""
    return asyncio.run(_expired(product, email))


async def _expired(product: Product, email: str) -> bool:
    async with connected_as("postgres", settings_of(product.data_dir)) as connection:
        expired = await connection.fetch(
            "update identity.sign_ins s set expires_at = now() from identity.users u"
            " where u.id = s.user_id and u.email = $1 and s.expires_at > now() returning s.id",
            email,
        )
    return bool(expired)


VERBS: Mapping[str, Callable[[Product, str], bool]] = {
    "stop": partial(_send, signal.SIGSTOP),
    "continue": partial(_send, signal.SIGCONT),
    "kill": partial(_send, signal.SIGKILL),
    "hold": _hold,
    "expire": _expire,
}
