"""The mail server itself: down and up, TLS in both modes, signing in."""

import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr, ValidationError

from services.gateway.mail_settings import MailSettings
from services.gateway.notifications.adapters.smtp import SmtpServer
from services.gateway.notifications.ports import Away, NotNow, Refused
from services.gateway.notifications.settings import NotifierSettings, TlsMode
from services.gateway.settings import GatewaySettings
from services.ops.embedded.ports import held_port
from tests.conftest import Database
from tests.integration.gateway.notifications.bench import Bench, mail_settings, open_bench
from tests.integration.gateway.notifications.postbox import Postbox, serving
from tests.integration.gateway.notifications.test_email import told
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs

TO = "ben@msp.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server's certificate that nobody but itself has signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def message() -> EmailMessage:
    made = EmailMessage()
    made["To"] = TO
    made["Subject"] = "Hello"
    made.set_content("Hello")
    return made


async def send(settings: NotifierSettings, context: ssl.SSLContext | None = None) -> None:
    server = SmtpServer(settings, context) if context else SmtpServer(settings)
    async with server.open() as line:
        await line.send(message(), TO)
        await line.send(message(), TO)


def tls_settings(postbox: Postbox, mode: TlsMode, **more: object) -> NotifierSettings:
    return mail_settings(postbox).model_copy(update={"smtp_tls": mode, **more})


@pytest.mark.parametrize("mode", ["starttls", "implicit"])
async def test_given_a_server_with_tls_when_its_certificate_is_trusted_then_mail_is_sent_over_one_connection(
    certificate: Path, mode: TlsMode
) -> None:
    context = server_context(certificate)
    tls = {"starttls": context} if mode == "starttls" else {"implicit": context}
    async with serving(Postbox(), **tls) as postbox:
        await send(tls_settings(postbox, mode), ssl.create_default_context(cafile=certificate))

    assert postbox.subjects == ["Hello", "Hello"]


@pytest.mark.parametrize("mode", ["starttls", "implicit"])
async def test_given_a_server_with_tls_when_its_certificate_is_not_trusted_then_nothing_is_sent(
    certificate: Path, mode: TlsMode
) -> None:
    context = server_context(certificate)
    tls = {"starttls": context} if mode == "starttls" else {"implicit": context}
    async with serving(Postbox(), **tls) as postbox:
        with pytest.raises(Away):
            await send(tls_settings(postbox, mode))

    assert postbox.mails == []


async def test_given_a_server_without_tls_when_starttls_is_wanted_then_nothing_is_sent_in_the_clear() -> None:
    async with serving(Postbox()) as postbox:
        with pytest.raises(Away):
            await send(tls_settings(postbox, "starttls"))

    assert postbox.mails == []


async def test_given_a_server_that_wants_a_password_when_it_is_right_then_mail_is_sent(certificate: Path) -> None:
    async with serving(Postbox(users={"rf": "right"}), starttls=server_context(certificate)) as postbox:
        settings = tls_settings(postbox, "starttls", smtp_user="rf", smtp_password=SecretStr("right"))
        await send(settings, ssl.create_default_context(cafile=certificate))

    assert len(postbox.mails) == 2


async def test_given_a_server_that_wants_a_password_when_it_is_wrong_then_that_is_our_settings_and_may_pass(
    certificate: Path,
) -> None:
    async with serving(Postbox(users={"rf": "right"}), starttls=server_context(certificate)) as postbox:
        settings = tls_settings(postbox, "starttls", smtp_user="rf", smtp_password=SecretStr("very wrong"))
        with pytest.raises(Away) as away:
            await send(settings, ssl.create_default_context(cafile=certificate))

    assert away.value.code == 535
    assert "very wrong" not in away.value.error
    assert postbox.mails == []


@pytest.mark.parametrize(
    ("reply", "failure"),
    [("450 4.2.1 Busy", NotNow), ("550 5.1.1 Unknown", Refused), ("421 4.3.2 Going down", NotNow)],
)
async def test_given_a_recipient_when_the_server_says_no_then_its_first_digit_decides(
    reply: str, failure: type[Exception]
) -> None:
    async with serving(Postbox(on_recipient=lambda _: reply)) as postbox:
        with pytest.raises(failure) as refused:
            await send(mail_settings(postbox))

    assert type(refused.value) is failure


@pytest.fixture
async def down(database: Database) -> AsyncIterator[tuple[Bench, Postbox]]:
    """A notifier whose mail server is not there."""
    async with AsyncExitStack() as stack:
        postbox = Postbox(port=stack.enter_context(held_port("127.0.0.1")))
        yield await open_bench(await ReadSide.open(Logs(database, stack)), postbox), postbox


async def test_given_a_server_that_is_down_when_it_comes_up_then_what_waited_is_sent(
    down: tuple[Bench, Postbox],
) -> None:
    bench, postbox = down
    anna, ben = await told(bench)
    await bench.escalated(anna, ben)
    await bench.hear()
    for _ in range(5):
        assert not await bench.mail()
        bench.time.forward(minutes=10)
    async with serving(postbox):
        bench.time.forward(hours=2)
        assert await bench.mail()

    assert len(postbox.mails) == 2
    assert [item["email_status"] for item in await bench.shown(ben)] == ["sent", "sent"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp_host": "mail.example", "smtp_tls": "none"},
        {"mail_from": "nobody"},
        {"mail_from": "Me <me@x.example>\r\nBcc: you@x.example"},
        {"public_url": "javascript:alert(1)"},
        {"public_url": "rf.msp.example"},
    ],
    ids=["no TLS over the network", "no address", "two lines", "no web address", "no scheme"],
)
def test_given_settings_that_cannot_be_meant_when_they_are_read_then_they_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        NotifierSettings(**wrong)  # type: ignore[arg-type] # as the environment gives them


@pytest.mark.parametrize("settings", [GatewaySettings, NotifierSettings])
def test_given_a_sender_that_is_none_when_settings_are_read_then_none_who_tells_of_e_mail_takes_it(
    settings: type[MailSettings],
) -> None:
    with pytest.raises(ValidationError):
        settings(smtp_host="mail.example", mail_from="nobody", public_url="https://rf.msp.example")
