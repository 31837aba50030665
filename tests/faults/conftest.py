"""The fixtures of the mechanism's own tests serve here too."""

from tests.integration.shared.conftest import logs, own_broker, world

__all__ = ["logs", "own_broker", "world"]
