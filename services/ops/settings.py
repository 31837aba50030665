"""Settings of running everything on one machine, and of the command line. Each is read from `RESOLUTIONFLOW_<NAME>`."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.ops.demo import ENGINEER

DEFAULT_URL = "http://127.0.0.1:8000"
URL_FILE = "url"
"""In the data folder: where its gateway listens."""


class UpSettings(BaseSettings):
    """What `resolutionflow up` starts, and where its data are."""

    model_config = SettingsConfigDict(
        env_prefix="RESOLUTIONFLOW_", env_file=".env", extra="ignore", frozen=True, use_attribute_docstrings=True
    )

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
    """The least serious log lines that are written: DEBUG, INFO, WARNING or ERROR."""
    otlp_endpoint: str | None = None
    """Where traces go (OTLP over HTTP); none: nowhere."""


class ClientSettings(BaseSettings):
    """Where and as whom the command line works a case."""

    model_config = SettingsConfigDict(
        env_prefix="RESOLUTIONFLOW_", env_file=".env", extra="ignore", frozen=True, use_attribute_docstrings=True
    )

    url: str | None = None
    """Where ResolutionFlow is reached; none: where `up` serves it from the data folder."""
    email: str = ENGINEER
    """Who signs in."""
    password: SecretStr | None = None
    """With which password; for the demo's users none is needed."""


def gateway_url(settings: ClientSettings, data_dir: Path | None) -> str:
    """Where the gateway is: as the settings say, else as the last `up` wrote down, else at its usual place."""
    if settings.url is not None:
        return settings.url.rstrip("/")
    written = (data_dir or UpSettings().data_dir).expanduser() / URL_FILE
    return written.read_text().strip() if written.exists() else DEFAULT_URL
