"""Who may say what on the broker: one table, rendered for the embedded server and for `deploy/nats`.

Each process signs in with an nkey of its own. It may publish what is its own and nothing else: a service
cannot forge an event, answer for another, or touch another's consumer.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nkeys

from services.ops.embedded.folder import private_folder, write_private
from shared.bus.subjects import (
    EVENT_SUBJECTS,
    IDENTITY_CHANGED,
    LIVE,
    NOTICES,
    PARTIAL_TEXTS,
    POKE,
    STREAM,
    command_subject,
    query_subject,
)

API = "$JS.API"
ANSWER_SECONDS = 120
_ASKED_BY_DIAGNOSIS = (query_subject("documentation", "offered_scripts"), query_subject("matching", "match"))
_ASKED_BY_FLYWHEEL = (
    *(
        command_subject("matching", name)
        for name in ("archive_flow", "import_flows", "publish_flow", "revise_flow", "validate_flow")
    ),
    query_subject("matching", "match"),
)
_RELAY_VERBS = ("CREATE", "INFO", "MSG.GET")


@dataclass(frozen=True, slots=True)
class Rights:
    """Subjects that one user may publish and subscribe to, besides its own inbox.

    Who `answers` may reply, once, to each request that it was sent.
    """

    publish: tuple[str, ...]
    subscribe: tuple[str, ...] = ()
    answers: bool = False


def _consumer(name: str) -> tuple[str, ...]:
    """What it takes to declare one's own durable consumer and to work off its events."""
    return (
        f"{API}.STREAM.INFO.{STREAM}",
        f"{API}.CONSUMER.DURABLE.CREATE.{STREAM}.{name}",
        f"{API}.CONSUMER.INFO.{STREAM}.{name}",
        f"{API}.CONSUMER.MSG.NEXT.{STREAM}.{name}",
        f"$JS.ACK.{STREAM}.{name}.>",
    )


def _service(name: str, *more: str) -> Rights:
    """A service: reads events, answers its commands and queries, wakes the relay when it has appended."""
    return Rights((*_consumer(name), POKE, *more), (f"cmd.{name}.>", f"qry.{name}.>"), answers=True)


USERS: Mapping[str, Rights] = {
    "intake": _service("intake"),
    "matching": _service("matching"),
    "diagnosis": _service("diagnosis", f"{PARTIAL_TEXTS}.>", *_ASKED_BY_DIAGNOSIS),
    "documentation": _service("documentation"),
    "psa_sync": _service("psa_sync"),
    "flywheel": _service("flywheel", *_ASKED_BY_FLYWHEEL),
    "notifier": _service("notifier"),
    "gateway": Rights(
        ("cmd.>", "qry.>", POKE, IDENTITY_CHANGED, f"{LIVE}.presence.>"), (NOTICES, IDENTITY_CHANGED, f"{LIVE}.>")
    ),
    "projector": Rights((*_consumer("projector"), NOTICES)),
    "relay": Rights((EVENT_SUBJECTS, *(f"{API}.STREAM.{verb}.{STREAM}" for verb in _RELAY_VERBS)), (POKE,)),
    "ops": Rights(
        (f"{API}.>", "cmd.>", "qry.>", POKE),
        (EVENT_SUBJECTS, "$JS.EVENT.>", "cmd.ops.>", "qry.ops.>"),
        answers=True,
    ),
}


def create_seeds(folder: Path) -> dict[str, Path]:
    """The file of each user's secret seed; those that are missing are made, with mode 0600."""
    private_folder(folder)
    files = {user: folder / f"{user}.nk" for user in USERS}
    for file in files.values():
        if not file.exists():
            seed: bytes = nkeys.encode_seed(os.urandom(32), nkeys.PREFIX_BYTE_USER)
            write_private(file, seed.decode())
    return files


def public_key(seed: Path) -> str:
    """The public half, which names the user in the broker's configuration."""
    key: bytes = nkeys.from_seed(seed.read_bytes()).public_key
    return key.decode()


def render(keys: Mapping[str, str]) -> str:
    """The `authorization` block of the broker's configuration; `keys` are the users' public keys."""
    users = "\n".join(_render_user(name, keys[name], rights) for name, rights in USERS.items())
    return f"authorization {{\n  users: [\n{users}\n  ]\n}}\n"


def _render_user(name: str, key: str, rights: Rights) -> str:
    lines = [
        f"nkey: {key}, permissions: {{",
        f"  publish: {json.dumps(rights.publish)}",
        f"  subscribe: {json.dumps((*rights.subscribe, f'_INBOX_{name}.>'))}",
    ]
    if rights.answers:
        lines.append(f'  allow_responses: {{ max: 1, expires: "{ANSWER_SECONDS}s" }}')
    body = "\n      ".join(lines)
    return f"    {{ # {name}\n      {body}\n      }}\n    }}"


if __name__ == "__main__":
    sys.stdout.write(render({name: f"${name.upper()}_NKEY" for name in USERS}))
