"""Ports that are held for a server until it listens."""

import socket
import struct
import sys
from pathlib import Path

import pytest

from services.ops.embedded.ports import HOST, held_port, kept_port

LOCAL_PORT_RANGE = 51  # IP_LOCAL_PORT_RANGE, see ip(7)
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
def test_given_a_held_port_when_the_system_has_no_other_to_give_then_it_gives_none() -> None:
    with held_port(HOST) as port, socket.socket() as asking:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asking.setsockopt(socket.IPPROTO_IP, LOCAL_PORT_RANGE, struct.pack("I", port << 16 | port))
        except OSError:
            pytest.skip("this kernel does not take a range of ports (Linux before 6.3)")
        with pytest.raises(OSError, match="in use"):
            asking.bind((HOST, 0))


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
