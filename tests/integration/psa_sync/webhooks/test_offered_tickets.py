"""An offered ticket that was forgotten: nothing of it is sent any more, and nobody is told that."""

from datetime import timedelta

import asyncpg

from services.psa_sync.drafts.events import TicketDrafted
from shared.clock import utc_now
from shared.envelope import Stream
from shared.ids import new_id
from tests.conftest import Database
from tests.integration.psa_sync.webhooks.conftest import Bench, Json, Subscription
from tests.integration.psa_sync.webhooks.receiver import Receiver, answer
from tests.integration.psa_sync.webhooks.test_payloads import CONNECTION, NOW, TICKET, _written_by


async def test_given_a_ticket_that_was_forgotten_before_it_was_told_when_its_turn_comes_then_nothing_is_sent(
    bench: Bench, receiver: Receiver, subscription: Subscription, database: Database, superuser: asyncpg.Connection
) -> None:
    draft = new_id()
    drafted = TicketDrafted(connection_id=CONNECTION, ticket=TICKET, at=NOW)
    event = await _written_by(database, "psa_sync", Stream("ticket", str(draft), bench.account, draft), drafted)
    receiver.then(answer(500))
    await bench.react(event)
    await superuser.execute("update log.keys set wrapped = null, destroyed_at = now() where id = $1", draft)

    bench.clock.forward(days=1)
    await bench.send()

    assert receiver.received == []
    [told] = await bench.deliveries(subscription.id)
    assert (told["event_type"], told["status"], told["last_error"]) == ("ticket.drafted", "abandoned", "erased")
    span: Json = {"since": (utc_now() - timedelta(hours=1)).isoformat(), "until": bench.clock().isoformat()}
    assert (await bench.command("replay_deliveries", endpoint_id=subscription.id, **span))["count"] == 0
