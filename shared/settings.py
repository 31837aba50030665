"""Settings that every process of ResolutionFlow has. Each is read from `RESOLUTIONFLOW_<NAME>`."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class CommonSettings(BaseSettings):
    """Where the log, the bus and the master key are."""

    model_config = SettingsConfigDict(
        env_prefix="RESOLUTIONFLOW_", env_file=".env", extra="ignore", frozen=True, use_attribute_docstrings=True
    )

    database_url: str = "postgresql:///resolutionflow"
    """PostgreSQL without user and password: each service signs in with its own role."""
    database_password: SecretStr | None = None
    """The password of the service's role; none where the socket is trusted (embedded)."""
    database_pool: int = 6
    """Connections per service."""
    broker_url: str = "nats://127.0.0.1:4222"
    """The NATS server, with JetStream."""
    broker_seed_dir: Path | None = None
    """A folder with one nkey seed per service, `<service>.nk`; none where the broker asks for no key."""
    master_key_file: Path = Path("master.key")
    """The installation's master key, 32 bytes; made on first use."""
    otlp_endpoint: str | None = None
    """Where traces go (OTLP over HTTP); none: nowhere."""
    log_level: str = "INFO"
    """The least serious log lines that are written: DEBUG, INFO, WARNING or ERROR."""
