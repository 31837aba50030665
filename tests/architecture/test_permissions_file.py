"""The broker's rights in `deploy/nats` are those of the table."""

from pathlib import Path

from services.ops.embedded.permissions import USERS, render

ROOT = Path(__file__).parents[2]


def test_given_the_table_when_rendered_then_the_deployed_file_says_the_same() -> None:
    rendered = render({name: f"${name.upper()}_NKEY" for name in USERS})

    assert (ROOT / "deploy/nats/permissions.conf").read_text() == rendered
