"""Ports that are held for a server until it listens."""

import socket
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from services.ops.embedded.ports import HOST, held_port, kept_port

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares a bound port with who asks for it")


def test_given_a_held_port_when_its_server_starts_then_it_listens_and_before_and_after_nobody_does() -> None:
    with held_port(HOST) as port:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, port))
        with socket.create_server((HOST, port)), socket.create_connection((HOST, port)):
            pass
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, port))


@linux
def test_given_a_held_port_when_the_system_gives_out_every_other_then_never_this() -> None:
    with held_port(HOST) as port, ExitStack() as taken:
        given = [taken.enter_context(socket.create_server((HOST, 0))).getsockname()[1] for _ in range(500)]

        assert port not in given


def test_given_a_port_that_somebody_listens_on_when_it_is_to_be_held_then_that_is_told() -> None:
    with socket.create_server((HOST, 0)) as other, pytest.raises(OSError, match="in use"):
        held_port(HOST, other.getsockname()[1]).__enter__()


def test_given_the_last_start_s_port_when_it_is_free_then_kept_and_when_taken_then_another(tmp_path: Path) -> None:
    file = tmp_path / "port"
    with held_port(HOST) as last:
        file.write_text(str(last))
        with kept_port(file) as again:
            pass
        with socket.create_server((HOST, last)), kept_port(file) as other:
            pass

    assert (again == last, other == last) == (True, False)
    assert int(file.read_text()) == other
