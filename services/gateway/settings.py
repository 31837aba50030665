"""Settings of the gateway and its projector."""

from pathlib import Path

from services.gateway.mail_settings import MailSettings

MIB = 1024 * 1024
WAIT_SECONDS = 60.0
"""How long start and respond wait for the next step, at most and unless the caller says otherwise."""


class GatewaySettings(MailSettings):
    """Read from `RESOLUTIONFLOW_<NAME>`."""

    http_host: str = "127.0.0.1"
    """The address that HTTP is served on."""
    http_port: int = 8000
    """The port that HTTP is served on; 0 lets the system choose."""
    secure_cookies: bool = False
    """Whether session cookies are sent over HTTPS only; set it wherever TLS is terminated in front."""
    json_max_bytes: int = 1 * MIB
    """The largest JSON body, but for those below."""
    start_max_bytes: int = 40 * MIB
    """The largest request that starts a session, with its pasted log."""
    import_max_bytes: int = 5 * MIB
    """The largest file of flows that is imported."""
    upload_max_bytes: int = 20 * MIB
    """The largest upload: a log may have 20 MiB; screenshots are held to 5 MB at intake."""
    callback_max_bytes: int = 256 * 1024
    """The longest callback of a PSA that is taken."""
    start_limit_per_minute: int = 5
    """Sessions that one user may start in a minute."""
    answer_limit_per_minute: int = 30
    """Answers that one user may give in a minute."""
    draft_limit_per_minute: int = 20
    """Drafts of closing documents that one user may ask for in a minute."""
    command_limit_per_minute: int = 120
    """Other changes that one user may make in a minute, and walks through flows that are edited."""
    read_limit_per_minute: int = 600
    """Reads of one user in a minute."""
    psa_limit_per_minute: int = 60
    """Questions to a PSA that one user may ask in a minute."""
    callback_limit_per_minute: int = 30_000
    """Callbacks of PSAs from one address in a minute."""
    sign_in_limit_per_minute: int = 30
    """Tries to sign in, per address and e-mail, in a minute."""
    sign_in_address_limit_per_minute: int = 300
    """Attempts to sign in from one address in a minute, whatever the e-mails."""
    demo_password: str | None = None
    """The password of the demo's users, shown to whoever opens the sign-in page; none where this is no demo."""
    web_dir: Path = Path(__file__).parents[1] / "web" / "dist"
    """Where the built web app is."""
    contracts_dir: Path = Path(__file__).parents[2] / "contracts"
    """Where the AsyncAPI document and the event schemas are."""

    @property
    def limits(self) -> dict[str, int]:
        """Hits a minute, by kind of endpoint."""
        return {
            "start": self.start_limit_per_minute,
            "answers": self.answer_limit_per_minute,
            "drafts": self.draft_limit_per_minute,
            "commands": self.command_limit_per_minute,
            "reads": self.read_limit_per_minute,
            "psa": self.psa_limit_per_minute,
            "callbacks": self.callback_limit_per_minute,
            "sign_in": self.sign_in_limit_per_minute,
            "sign_in_address": self.sign_in_address_limit_per_minute,
        }
