"""The demo PSA's page of a ticket."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from services.ops.demo.psa.server import DemoPsa, running_psa
from shared.testing.waiting import PATIENCE
from tests.integration.psa.conftest import ACCESS

PAGE = "/v2025_1/services/system_io/Service/fv_sr100_request.rails"
VPN = {"service_recid": "48200"}


@pytest.fixture
async def desk() -> AsyncIterator[DemoPsa]:
    """A PSA in memory, without a certificate."""
    async with running_psa(None, ACCESS) as running:
        yield running


@pytest.fixture
async def browser(desk: DemoPsa) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody who looks at it."""
    async with httpx2.AsyncClient(
        base_url=desk.url, headers={"origin": desk.url}, follow_redirects=True, timeout=PATIENCE
    ) as client:
        yield client


async def test_given_a_ticket_when_looked_at_then_it_is_told_with_its_notes(browser: httpx2.AsyncClient) -> None:
    shown = await browser.get(PAGE, params=VPN)

    assert shown.status_code == 200
    assert "CW #48200: VPN drops every few minutes" in shown.text
    assert "Discussion · EmailConnector" in shown.text


@pytest.mark.parametrize("number", ["", "1", "x", "9" * 30, "-1", "٣"])
async def test_given_no_such_ticket_when_looked_at_then_404(browser: httpx2.AsyncClient, number: str) -> None:
    assert (await browser.get(PAGE, params={"service_recid": number})).status_code == 404


async def test_given_a_customer_who_replies_then_the_reply_stands_in_the_discussion_as_words(
    browser: httpx2.AsyncClient, desk: DemoPsa
) -> None:
    shown = await browser.post(PAGE, params=VPN, data={"reply": "<script>alert(1)</script> still drops"})

    assert "&lt;script&gt;alert(1)&lt;/script&gt; still drops" in shown.text
    note = list(desk.app.state.store.all("notes"))[-1]
    assert (note["ticketId"], note["detailDescriptionFlag"], note["createdBy"]) == (48200, True, "Fatima Zahra")


async def test_given_the_dispatcher_when_the_status_is_set_then_the_ticket_has_it(
    browser: httpx2.AsyncClient, desk: DemoPsa
) -> None:
    store = desk.app.state.store
    [status] = [one for one in store.all("statuses") if one["name"] == "Waiting Customer"]

    await browser.post(PAGE, params=VPN, data={"status": str(status["id"])})

    assert store.need("tickets", 48200)["status"]["name"] == "Waiting Customer"


async def test_given_another_name_that_leads_here_then_nothing_is_shown_or_written(browser: httpx2.AsyncClient) -> None:
    elsewhere = {"host": "elsewhere.example:80", "origin": "http://elsewhere.example:80"}

    assert (await browser.get(PAGE, params=VPN, headers=elsewhere)).status_code == 403
    assert (await browser.post(PAGE, params=VPN, data={"reply": "hello"}, headers=elsewhere)).status_code == 403


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
async def test_given_another_sites_form_then_it_is_refused(
    browser: httpx2.AsyncClient, desk: DemoPsa, origin: str
) -> None:
    before = len(list(desk.app.state.store.all("notes")))

    refused = await browser.post(PAGE, params=VPN, data={"reply": "hello"}, headers={"origin": origin})

    assert refused.status_code == 403
    assert len(list(desk.app.state.store.all("notes"))) == before
