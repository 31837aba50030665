"""Settings of running everything on one machine. Each is read from `RESOLUTIONFLOW_<NAME>`."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class UpSettings(BaseSettings):
    """What `resolutionflow up` starts, and where its data are."""

    model_config = SettingsConfigDict(env_prefix="RESOLUTIONFLOW_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    """Everything that this installation keeps: PostgreSQL, NATS, the master key, the list of erasures, the log."""
    http_host: str = "127.0.0.1"
    """The address that HTTP is served on."""
    http_port: int = 8000
    """The port that HTTP is served on; 0 for any free one."""
    split: bool = False
    """Whether each service runs in a process of its own."""
    demo: bool = True
    """Whether the demo's users can sign in and its flows are there."""
    log_level: str = "INFO"
    otlp_endpoint: str | None = None
    """Where traces go (OTLP over HTTP); none: nowhere."""
