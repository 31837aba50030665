"""The keys that a connection signs in with: which a kind of PSA needs, and how they are read."""

import secrets
from collections.abc import Mapping
from typing import Any

from services.psa_sync.connections.events import ProviderName
from services.psa_sync.ports import Credentials
from shared.errors import InvalidInput

KEY_CHARS = 1_000
NEEDED: Mapping[ProviderName, tuple[str, ...]] = {
    "connectwise": ("public_key", "private_key", "client_id"),
    "autotask": ("user_name", "secret", "integration_code"),
    "halopsa": ("client_id", "client_secret"),
}
"""What an administrator gives."""
FOR_CALLBACKS: Mapping[ProviderName, tuple[str, ...]] = {
    "connectwise": (),
    "autotask": ("webhook_secret",),
    "halopsa": ("webhook_user", "webhook_password"),
}
"""What the PSA proves itself with to us: all of it, or nothing that it reports is taken."""
MADE = frozenset({"webhook_secret"})
"""Made here unless it is given: the PSA is told by us. The others are agreed upon with the PSA by hand."""


def read_credentials(provider: ProviderName, given: Mapping[str, Any]) -> Credentials:
    """The keys as they were given, without blanks around them.

    Raises:
        InvalidInput: some are missing, or none of this kind of PSA. What was given is not told.
    """
    needed, allowed = NEEDED[provider], (*NEEDED[provider], *FOR_CALLBACKS[provider])
    values = {name: _read(given[name]) for name in allowed if given.get(name) is not None}
    missing = [name for name in needed if not values.get(name)]
    faulty = [name for name, value in values.items() if value is None]
    if missing or faulty or not set(given) <= set(allowed):
        names = sorted({*missing, *faulty})
        raise InvalidInput(
            "credentials_incomplete",
            f"The keys of this kind of ticket system are: {', '.join(needed)}; each a line of text.",
            fields=[f"credentials.{name}" for name in names] or ["credentials"],
        )
    return Credentials({name: value for name, value in values.items() if value})


def completed(provider: ProviderName, given: Credentials, before: Credentials | None) -> Credentials:
    """With what callbacks are proven with: as given, as it was, or new. What the PSA was told stays true.

    Raises:
        InvalidInput: a part of it is missing.
    """
    wanted, known = FOR_CALLBACKS[provider], before.values if before else {}
    kept = {name: known[name] for name in wanted if name in known}
    made = {name: secrets.token_urlsafe(32) for name in wanted if name in MADE}
    values = {**made, **kept, **given.values}
    missing = [name for name in wanted if name not in values]
    if 0 < len(missing) < len(wanted):
        raise InvalidInput(
            "credentials_incomplete",
            f"Callbacks are proven with {' and '.join(wanted)}, as set in the ticket system; give both, or neither.",
            fields=[f"credentials.{name}" for name in missing],
        )
    return Credentials(values)


def _read(value: Any) -> str | None:
    """One line of text that can stand in a header."""
    text = value.strip() if isinstance(value, str) else ""
    return text if 0 < len(text) <= KEY_CHARS and text.isprintable() else None
