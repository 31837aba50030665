"""Nothing inside is ever reached through an address that somebody else chose."""

import asyncio
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpcore2
import pytest

from services.psa_sync.adapters import outbound as outbound_module
from services.psa_sync.adapters.lookups import THREADS
from services.psa_sync.adapters.outbound import GuardedOutbound, psa_outbound, webhook_outbound
from services.psa_sync.adapters.targets import webhook_rule
from services.psa_sync.ports import Blocked, NoReply, NotConnected
from services.psa_sync.settings import PsaSyncSettings

PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


@dataclass(slots=True)
class Inside:
    """A server of the own network that nobody may reach. Counts who does."""

    port: int = 0
    reached: int = 0
    requests: list[bytes] = field(default_factory=list)
    answer: bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\ninside"


@asynccontextmanager
async def inside_server(tls: ssl.SSLContext | None = None) -> AsyncIterator[Inside]:
    held = Inside()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.reached += 1
        try:
            held.requests.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(held.answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    held.port = server.sockets[0].getsockname()[1]
    async with server:
        yield held


@pytest.fixture
async def inside() -> AsyncIterator[Inside]:
    async with inside_server() as held:
        yield held


@dataclass(slots=True)
class Internet:
    """Stands for the network: notes what is dialled, and leads every public address to one local port."""

    leads_to: int
    dialled: list[str] = field(default_factory=list)

    def backend(self) -> httpcore2.AsyncNetworkBackend:
        network, real = self, httpcore2.AnyIOBackend()

        class Dialling(httpcore2.AsyncNetworkBackend):
            async def connect_tcp(
                self,
                host: str,
                port: int,
                timeout: float | None = None,  # noqa: ASYNC109 - httpcore's name
                *_: Any,
                **__: Any,
            ) -> httpcore2.AsyncNetworkStream:
                network.dialled.append(f"{host}:{port}")
                return await real.connect_tcp("127.0.0.1", network.leads_to, timeout=timeout)

        return Dialling()


@pytest.fixture
def internet(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> Internet:
    network = Internet(inside.port)
    own = _Httpcore(network.backend)
    monkeypatch.setattr(outbound_module, "httpcore2", own)
    return network


class _Httpcore:
    """httpcore2 with another way to dial."""

    def __init__(self, backend: Callable[[], httpcore2.AsyncNetworkBackend]) -> None:
        self.AnyIOBackend = backend

    def __getattr__(self, name: str) -> Any:
        return getattr(httpcore2, name)


def names(**answers: list[str]) -> Callable[[str, int], Any]:
    """A resolver that knows these hosts: dots are written as underscores."""

    async def resolve(host: str, port: int) -> list[str]:
        known = answers.get(host.replace(".", "_"))
        if known is None:
            raise OSError("no such host")
        return known

    return resolve


def in_turn(*answers: list[str]) -> Callable[[str, int], Any]:
    """A resolver whose answer changes with each question."""
    left = list(answers)

    async def resolve(host: str, port: int) -> list[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


def webhooks(resolver: Callable[[str, int], Any], ports: Iterable[int] = (443,)) -> GuardedOutbound:
    settings = PsaSyncSettings(webhook_ports=frozenset(ports))
    return GuardedOutbound(webhook_rule(settings), 0.5, 65_536, resolver)


INSIDE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
    "198.18.0.1", "192.0.2.1", "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "[::1]", "[::]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:1::1]",
    "[2001:0:7f00:1::1]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]",
    "2130706433", "017700000001", "0x7f000001", "127.1", "0177.0.0.1", "0x7f.0.0.1", "127.0.0.1.", "127。0。0。1",
]  # fmt: skip
WRITTEN = [
    "https://user:pass@127.0.0.1/", "https://hooks.example@127.0.0.1/", "https://hooks.example#@127.0.0.1/",
    "https://hooks.example\\@127.0.0.1/", "https://127.0.0.1%2f@hooks.example/", "http://hooks.example/",
    "file:///etc/passwd", "gopher://127.0.0.1:6379/_", "https://hooks.example:22/", "//127.0.0.1/", "https:127.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
async def test_given_a_host_inside_in_any_disguise_when_called_then_nobody_is_dialled(
    inside: Inside, internet: Internet, host: str
) -> None:
    outbound = webhooks(names(), ports=(443, inside.port))

    for url in (f"https://{host}/", f"https://{host}:{inside.port}/", f"http://{host}:{inside.port}/"):
        with pytest.raises(Blocked):
            await outbound.send("POST", url, content=b"{}")

    assert (inside.reached, internet.dialled) == (0, [])


@pytest.mark.parametrize("url", WRITTEN)
async def test_given_an_address_that_means_two_things_when_called_then_nobody_is_dialled(
    inside: Inside, internet: Internet, url: str
) -> None:
    with pytest.raises(Blocked):
        await webhooks(names(hooks_example=[PUBLIC])).send("POST", url)

    assert (inside.reached, internet.dialled) == (0, [])


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"], ["::1"], [PUBLIC, "127.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC, "::1"], ["fe80::1%eth0"],
        ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["2002:7f00:1::"], [PUBLIC, "169.254.169.254"], ["not an address"],
    ],
)  # fmt: skip
async def test_given_a_name_with_any_address_inside_when_called_then_nobody_is_dialled(
    inside: Inside, internet: Internet, answer: list[str]
) -> None:
    with pytest.raises(Blocked, match="private_address"):
        await webhooks(names(hooks_example=answer)).send("POST", "https://hooks.example/")

    assert (inside.reached, internet.dialled) == (0, [])


async def test_given_a_name_that_changes_when_called_then_the_address_that_was_looked_at_is_dialled(
    internet: Internet,
) -> None:
    outbound = webhooks(in_turn([PUBLIC], ["127.0.0.1"]))

    with pytest.raises(NotConnected):  # what it leads to speaks no TLS
        await outbound.send("POST", "https://hooks.example/")
    with pytest.raises(Blocked):
        await outbound.send("POST", "https://hooks.example/")

    assert internet.dialled == [f"{PUBLIC}:443"]


async def test_given_a_public_name_when_called_then_it_is_dialled_with_its_name_in_tls_and_host(
    certificate: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate.certificate, certificate.key)
    seen: list[str | None] = []
    serving.sni_callback = lambda _, name, __: seen.append(name)
    trusting = ssl.create_default_context(cafile=str(certificate.certificate))
    trusting.check_hostname = False  # its certificate is for the loopback address
    async with inside_server(serving) as server:
        network = Internet(server.port)
        monkeypatch.setattr(outbound_module, "httpcore2", _Httpcore(network.backend))
        rule = webhook_rule(PsaSyncSettings())
        outbound = GuardedOutbound(rule, 3, 65_536, names(hooks_example=[PUBLIC, OTHER_PUBLIC]), trusting)

        reply = await outbound.send("POST", "https://hooks.example/in?a=b", content=b"{}")

    assert (reply.status, reply.content) == (200, b"inside")
    assert network.dialled == [f"{PUBLIC}:443"]
    assert seen == ["hooks.example"]
    assert server.requests[0].startswith(b"POST /in?a=b HTTP/1.1\r\nhost: hooks.example\r\n")


async def test_given_a_certificate_of_another_name_when_called_then_nothing_is_sent(
    certificate: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate.certificate, certificate.key)
    trusting = ssl.create_default_context(cafile=str(certificate.certificate))
    async with inside_server(serving) as server:
        monkeypatch.setattr(outbound_module, "httpcore2", _Httpcore(Internet(server.port).backend))
        rule = webhook_rule(PsaSyncSettings())
        outbound = GuardedOutbound(rule, 3, 65_536, names(hooks_example=[PUBLIC]), trusting)

        with pytest.raises(NotConnected):
            await outbound.send("POST", "https://hooks.example/", content=b"{}")

    assert server.requests == []


async def test_given_a_private_target_that_is_listed_when_called_then_it_is_reached(inside: Inside) -> None:
    listed = frozenset({f"127.0.0.1:{inside.port}"})
    for outbound in (
        webhook_outbound(PsaSyncSettings(webhook_private_targets=listed)),
        psa_outbound(PsaSyncSettings(psa_private_targets=listed)),
    ):
        reply = await outbound.send("GET", f"http://127.0.0.1:{inside.port}/x")
        assert (reply.status, reply.content) == (200, b"inside")

    assert inside.reached == 2


async def test_given_a_listed_target_when_another_port_or_use_is_called_then_nobody_is_reached(inside: Inside) -> None:
    settings = PsaSyncSettings(
        psa_private_targets=frozenset({f"127.0.0.1:{inside.port}"}),
        webhook_private_targets=frozenset({f"127.0.0.1:{inside.port + 1}"}),
    )

    with pytest.raises(Blocked):
        await webhook_outbound(settings).send("GET", f"http://127.0.0.1:{inside.port}/")
    with pytest.raises(Blocked):
        await psa_outbound(settings).send("GET", f"http://localhost:{inside.port}/")

    assert inside.reached == 0


async def test_given_a_redirect_to_the_inside_when_called_then_it_is_not_followed(inside: Inside) -> None:
    async with inside_server() as listed:
        listed.answer = b"HTTP/1.1 307 Go\r\nlocation: http://127.0.0.1:%d/\r\ncontent-length: 0\r\n\r\n" % inside.port
        target = frozenset({f"127.0.0.1:{listed.port}"})
        outbound = psa_outbound(PsaSyncSettings(psa_private_targets=target))

        reply = await outbound.send("POST", f"http://127.0.0.1:{listed.port}/", content=b"{}")

    assert (reply.status, inside.reached) == (307, 0)


async def test_given_proxies_in_the_environment_when_called_then_they_are_not_used(
    inside: Inside, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{inside.port}")

    with pytest.raises(NotConnected):
        await webhooks(names(hooks_example=[PUBLIC])).send("GET", "https://hooks.example/")

    assert internet.dialled == [f"{PUBLIC}:443"]
    assert not [one for one in inside.requests if one.startswith(b"CONNECT")]


async def test_given_the_systems_own_resolver_when_a_local_name_is_called_then_nobody_is_reached(
    inside: Inside,
) -> None:
    outbound = webhook_outbound(PsaSyncSettings(webhook_ports=frozenset({inside.port})))

    for name in ("localhost", "LOCALHOST"):
        with pytest.raises((Blocked, NotConnected)):
            await outbound.send("POST", f"https://{name}:{inside.port}/")

    assert inside.reached == 0


async def test_given_webhooks_whose_names_nobody_answers_for_when_a_psa_is_called_then_its_name_is_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = threading.Event()

    def system(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        if host.endswith(".slow.example"):
            told.wait(30)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", system)
    webhook = webhook_outbound(PsaSyncSettings(webhook_timeout=timedelta(seconds=0.2)))
    psa = psa_outbound(PsaSyncSettings(psa_hosts=frozenset({"psa.example"})))
    slow = (webhook.send("POST", f"https://{number}.slow.example/") for number in range(THREADS))
    assert {type(one) for one in await asyncio.gather(*slow, return_exceptions=True)} == {NotConnected}

    with pytest.raises(Blocked, match="private_address"):  # it was looked up, then
        await psa.send("GET", "https://psa.example/")
    with pytest.raises(NotConnected):  # no thread is left for it
        await webhook.send("POST", "https://hooks.example/")
    told.set()


async def test_given_a_name_that_nobody_knows_when_called_then_nothing_was_sent() -> None:
    with pytest.raises(NotConnected):
        await webhooks(names()).send("GET", "https://hooks.example/")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: " + b"y" * 300_000,
    ],
)
async def test_given_a_reply_that_breaks_off_when_called_then_it_may_have_happened(
    inside: Inside, answer: bytes
) -> None:
    inside.answer = answer
    outbound = psa_outbound(PsaSyncSettings(psa_private_targets=frozenset({f"127.0.0.1:{inside.port}"})))

    with pytest.raises(NoReply):
        await outbound.send("POST", f"http://127.0.0.1:{inside.port}/", content=b"{}")


async def test_given_a_reply_without_end_when_called_then_only_its_beginning_is_read(inside: Inside) -> None:
    inside.answer = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 500_000
    settings = PsaSyncSettings(psa_private_targets=frozenset({f"127.0.0.1:{inside.port}"}), psa_reply_bytes=2048)

    reply = await psa_outbound(settings).send("GET", f"http://127.0.0.1:{inside.port}/")

    assert (len(reply.content), reply.too_long) == (2048, True)


@pytest.mark.parametrize("headers", [{"x": "a\r\nHost: evil"}, {"x\r\ny": "z"}, {"x y": "z"}, {"": "z"}])
async def test_given_a_header_that_is_none_when_called_then_nothing_is_sent(
    inside: Inside, headers: dict[str, str]
) -> None:
    outbound = psa_outbound(PsaSyncSettings(psa_private_targets=frozenset({f"127.0.0.1:{inside.port}"})))

    with pytest.raises(Blocked, match="bad_request"):
        await outbound.send("GET", f"http://127.0.0.1:{inside.port}/", headers=headers)

    assert inside.requests == []


async def test_given_several_addresses_when_the_first_does_not_answer_then_the_next_is_dialled(
    monkeypatch: pytest.MonkeyPatch, inside: Inside
) -> None:
    network = Internet(inside.port)
    real = network.backend()

    class Lame(httpcore2.AsyncNetworkBackend):
        async def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,  # noqa: ASYNC109 - httpcore's name
            *_: Any,
            **__: Any,
        ) -> httpcore2.AsyncNetworkStream:
            if host == OTHER_PUBLIC:
                network.dialled.append(host)
                raise httpcore2.ConnectError
            return await real.connect_tcp(host, port, timeout)

    monkeypatch.setattr(outbound_module, "httpcore2", _Httpcore(Lame))

    with pytest.raises(NotConnected):
        await webhooks(names(hooks_example=[OTHER_PUBLIC, PUBLIC])).send("GET", "https://hooks.example/")

    assert network.dialled == [OTHER_PUBLIC, f"{PUBLIC}:443"]
