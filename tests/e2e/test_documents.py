"""The closing documents and the printed documentation over HTTP, without a model."""

import re
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

import httpx2
import pytest
from pypdf import PdfReader

from tests.e2e.kit import API, LOCKOUT, SESSIONS, Json, Person, client, newcomer, ok, refused
from tests.e2e.product import Product

HEADINGS = {
    "resolution-note": ["Problem", "What was done", "Root cause", "Resolution", "Follow-up"],
    "escalation-package": [
        "Problem", "What we've confirmed", "What we've tried", "Current hypothesis", "Suggested next steps",
    ],
}  # fmt: skip


async def preview(person: Person, session: str, kind: str = "resolution-note", **body: object) -> Json:
    """The document as it reads now."""
    found: Json = ok(await person.act(session, f"{kind}/preview", body or None))
    return found


async def put(person: Person, session: str, markdown: str, state_version: int) -> httpx2.Response:
    """Edit the resolution note."""
    body = {"markdown": markdown, "state_version": state_version}
    return await person.http.put(f"{API}{SESSIONS}/{session}/resolution-note", json=body)


async def printed(person: Person, session: str, media: str) -> httpx2.Response:
    """The documentation in that form."""
    return await person.get(f"{SESSIONS}/{session}/documentation", headers={"accept": media})


def headings(markdown: str) -> list[str]:
    return re.findall(r"^## (.*)$", markdown, re.MULTILINE)


@pytest.mark.parametrize("kind", HEADINGS)
async def test_given_a_case_when_its_document_is_previewed_then_it_has_its_headings_and_comes_from_the_cache_again(
    engineer: Person, kind: str
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    first, again = await preview(engineer, session, kind), await preview(engineer, session, kind)
    assert headings(first["markdown"]) == HEADINGS[kind]
    assert [first["from_cache"], again["from_cache"]] == [False, True]
    assert first["state_version"] == (await engineer.case(session))["state_version"]
    assert {"markdown", "target_ticket_ref", "state_version", "from_cache"} <= first.keys()
    assert (await preview(engineer, session, kind, force=True))["from_cache"] is False


async def test_given_new_material_when_previewed_then_the_state_is_that_of_the_case(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    versions = [(await preview(engineer, session))["state_version"]]
    ok(await engineer.act(session, "facts", {"text": "Only she is affected"}), 201)
    versions.append((await preview(engineer, session))["state_version"])
    ok(await engineer.act(session, "suggested-fixes", {"title": "Clear it", "description": "Clear the cache."}), 201)
    versions.append((await preview(engineer, session))["state_version"])
    ok(await engineer.act(session, "pause"))
    ok(await engineer.act(session, "resume"))
    unchanged = await preview(engineer, session)
    assert versions == [versions[0], versions[0] + 1, versions[0] + 2]
    assert (unchanged["state_version"], unchanged["from_cache"]) == (versions[2], True)
    assert "Only she is affected" in (await preview(engineer, session, "escalation-package"))["markdown"]


async def test_given_an_edit_when_the_case_is_resolved_then_it_is_the_closing_note(engineer: Person) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    draft = await preview(engineer, session)
    edited = ok(await put(engineer, session, "## Problem\n\nMy own words.", draft["state_version"]))
    assert edited["edited"] is True
    ok(await engineer.act(session, "resolve", {"resolution_summary": "The old phone was retired."}))
    case = await engineer.until_case(session, lambda case: bool(case["closing_notes"]))
    [note] = case["closing_notes"]
    assert (note["kind"], note["edited"], note["markdown"]) == ("resolution_note", True, "## Problem\n\nMy own words.")
    refused(await put(engineer, session, "Too late.", draft["state_version"]), 409, "session_closed")
    refused(await engineer.act(session, "resolution-note/preview", {"force": True}), 409, "session_closed")
    assert (await preview(engineer, session))["markdown"] == note["markdown"]


async def test_given_an_escalation_when_it_is_asked_for_then_its_package_stands_in_the_case(engineer: Person) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    done = ok(await engineer.act(session, "escalate", {"escalation_reason": "The domain controller is not mine."}))
    assert done["documentation"]["escalation_reason"] == "The domain controller is not mine."
    case = await engineer.until_case(session, lambda case: bool(case["closing_notes"]))
    [note] = case["closing_notes"]
    assert headings(note["markdown"]) == HEADINGS["escalation-package"]
    assert "The domain controller is not mine." in note["markdown"]
    assert case["user_name"] not in note["markdown"]


async def test_given_the_same_key_when_a_preview_is_forced_twice_then_it_is_drafted_once(engineer: Person) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    key = {"Idempotency-Key": f"force-{uuid4()}"}
    drafts = [ok(await engineer.act(session, "resolution-note/preview", {"force": True}, headers=key)) for _ in "ab"]
    assert drafts[0]["at"] == drafts[1]["at"]
    answer = await engineer.act(session, "resolution-note/preview", {"force": False}, headers=key)
    refused(answer, 422, "key_reused")


async def test_given_others_when_they_ask_for_a_draft_then_they_are_refused(
    engineer: Person, colleague: Person, lead: Person, rival: Person, product: Product, admin: Person
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    refused(await colleague.act(session, "resolution-note/preview"), 403, "not_your_session")
    refused(await put(colleague, session, "Words.", 0), 403, "not_your_session")
    refused(await rival.act(session, "resolution-note/preview"), 404)
    async with newcomer(product.url, admin, "viewer") as viewer:
        refused(await viewer.act(session, "resolution-note/preview"), 403, "role_not_allowed")
    assert (await preview(lead, session))["markdown"]


@pytest.mark.parametrize(
    "body",
    [
        {"markdown": "", "state_version": 0},
        {"markdown": "x" * 20_001, "state_version": 0},
        {"markdown": "x", "state_version": -1},
        {"markdown": "x", "state_version": 999},
        {"markdown": "x"},
        {"markdown": 7, "state_version": 0},
        {"markdown": "x", "state_version": 0, "kind": "resolution_note"},
        {"markdown": " \u200b\u202e ", "state_version": 0},
    ],
)
async def test_given_a_bad_edit_when_it_is_sent_then_it_is_refused(engineer: Person, body: Json) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    refused(await engineer.http.put(f"{API}{SESSIONS}/{session}/resolution-note", json=body), 422)


NASTY = (
    "<script>alert(1)</script> & <img src=x onerror=alert(1)> “quotes” '\"; Ελληνικά Кириллица Čeština 日本語 🙂 مرحبا"
    " \u202eabc\u202c ## Heading **bold** [x](javascript:alert(1)) " + "w" * 400
)


@pytest.fixture(scope="module")
async def closed(engineer: Person) -> str:
    """A resolved case with nasty words everywhere."""
    started = await engineer.start(f"{LOCKOUT} {NASTY}")
    session: str = started["session_id"]
    await engineer.respond(session, started["first_step"], free_text_input=NASTY)
    ok(await engineer.act(session, "facts", {"text": NASTY}), 201)
    fix = ok(await engineer.act(session, "suggested-fixes", {"title": NASTY[:200], "description": NASTY}), 201)
    outcome = {"outcome": "applied_pending", "notes": "Her test of tomorrow"}
    ok(await engineer.patch(f"{SESSIONS}/{session}/suggested-fixes/{fix['id']}/outcome", outcome))
    ok(await engineer.act(session, "resolve", {"resolution_summary": f"Caused by a phone. {NASTY}"}))
    return session


class Tags(HTMLParser):
    """The elements and attributes of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


async def test_given_a_closed_case_when_its_page_is_opened_then_it_is_self_contained_and_nothing_in_it_is_live(
    engineer: Person, closed: str
) -> None:
    answer = await printed(engineer, closed, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    page = Tags()
    page.feed(answer.text)
    assert not page.tags & {"script", "img", "link", "iframe", "a", "object", "form"}
    assert page.attributes <= {"lang", "charset", "name", "content"}
    for part in ("Ελληνικά", "日本語", "🙂", "<script>alert(1)</script>", "Her test of tomorrow", "Proof"):
        assert part in page.text


async def test_given_a_closed_case_when_its_page_is_read_then_the_proof_is_the_hash_of_the_log(
    engineer: Person, operator: Person, closed: str
) -> None:
    case = await engineer.case(closed)
    stored = ok(await operator.get("/admin/events", params={"session": closed, "limit": 200}))
    [last] = [
        event for event in stored if event["stream"] == f"session-{closed}" and event["version"] == case["version"]
    ]
    text = (await printed(engineer, closed, "text/html")).text
    assert f"session-{closed}, versions 1 to {case['version']}" in text
    assert str(last["position"]) in text
    [found] = re.findall(r"\b[0-9a-f]{64}\b", text)
    assert found == re.findall(r"\b[0-9a-f]{64}\b", pdf_text(await printed(engineer, closed, "application/pdf")))[0]


def pdf_text(answer: httpx2.Response) -> str:
    """The words of a PDF."""
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


async def test_given_a_closed_case_when_printed_as_pdf_then_it_tells_the_case_in_every_script_that_the_fonts_have(
    engineer: Person, closed: str
) -> None:
    text = pdf_text(await printed(engineer, closed, "application/pdf"))
    for part in ("What was checked", "What is known", "Suggested fix", "Resolution", "Ελληνικά Кириллица Čeština"):
        assert part in text
    assert "Applied, awaits verification" in text
    assert "\ufffd" in text
    assert "日本語" not in text


async def test_given_a_plain_link_when_it_names_the_format_then_a_browser_gets_it_by_its_session(
    engineer: Person, product: Product, closed: str
) -> None:
    address = f"{SESSIONS}/{closed}/documentation"
    answer = await engineer.get(address, params={"format": "pdf"}, headers={"accept": "text/html"})
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="case-{closed}.pdf"'
    async with client(product.url) as nobody:
        assert (await nobody.get(f"{API}{address}?format=pdf")).status_code == 401
    refused(await engineer.get(address, params={"format": quote("../x")}), 422)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("application/pdf;q=0.2, text/html;q=0.8", "text/html; charset=utf-8"),
        ("image/png", "application/json"),
        ("text/html;q=nonsense", "application/json"),
        ("", "application/json"),
    ],
)
async def test_given_an_accept_header_when_the_documentation_is_read_then_it_comes_as_is_liked_best(
    engineer: Person, closed: str, accept: str, media: str
) -> None:
    assert (await printed(engineer, closed, accept)).headers["content-type"] == media


async def test_given_a_running_case_when_printed_then_it_is_told_as_it_stands(engineer: Person) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    assert "Not resolved." in (await printed(engineer, session, "text/html")).text
    assert "Not resolved." in pdf_text(await printed(engineer, session, "application/pdf"))


async def test_given_another_account_when_it_prints_then_there_is_no_such_case(rival: Person, closed: str) -> None:
    for media in ("text/html", "application/pdf", "text/markdown"):
        refused(await printed(rival, closed, media), 404)
