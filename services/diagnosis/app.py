"""The composition root: what the diagnosis service is made of."""

from contextlib import suppress

import orjson
from nats.errors import Error as BrokerError

from services.diagnosis.adapters.asking import FlowQuery, ScriptQuery
from services.diagnosis.adapters.claude import ClaudeDiagnoser
from services.diagnosis.adapters.claude_insight import ClaudeInsight
from services.diagnosis.adapters.flow_log import FlowLog
from services.diagnosis.adapters.playbook import Playbook, over
from services.diagnosis.adapters.playbook.insight import PlaybookInsight
from services.diagnosis.api import Api
from services.diagnosis.domain import session_decider
from services.diagnosis.engines import Engines, Insights
from services.diagnosis.escalation.reactions import Escalations
from services.diagnosis.events import SESSION_EVENTS
from services.diagnosis.material.reminders import Reminders
from services.diagnosis.ports import CaseView
from services.diagnosis.reactions import Reactions
from services.diagnosis.rehearsal import Rehearsals
from services.diagnosis.settings import DiagnosisSettings
from services.diagnosis.subscribers import subscriptions
from services.diagnosis.timers import IDLE, REMINDER
from shared.blobs import Blobs
from shared.bus.commands import Caller
from shared.bus.subjects import PARTIAL_TEXTS
from shared.clock import utc_now
from shared.handle import Handler
from shared.llm.assembly import open_model
from shared.llm.leases import Leases
from shared.llm.settings import ModelSettings
from shared.service import Build, Parts, Runtime
from shared.timers import Timers

ASKING_SECONDS = 1.0
"""How long a step or a briefing waits for what another service could add to it."""


def builder(settings: DiagnosisSettings, models: ModelSettings) -> Build:
    """How the service is built over its connections. Without an API key there is only the playbook."""

    async def build(runtime: Runtime) -> Parts:
        handler = Handler(runtime.log, session_decider(settings.limits), SESSION_EVENTS)
        blobs = Blobs(runtime.pool, runtime.keyring)
        leases = Leases(runtime.pool, utc_now)
        caller = Caller(runtime.client, ASKING_SECONDS)
        scripts = ScriptQuery(caller)
        timers = Timers(runtime.pool, "diagnosis", utc_now)
        model = open_model(models, runtime.pool, utc_now) if models.api_key else None

        async def tell_partial(case: CaseView, text: str) -> None:
            piece = {"session_id": case.session, "step_order": case.order, "text": text}
            with suppress(BrokerError):  # only a preview: the step itself comes through the log
                await runtime.client.publish(f"{PARTIAL_TEXTS}.{case.account}.{case.session}", orjson.dumps(piece))

        reactions = Reactions(
            handler=handler,
            engines=Engines(
                Playbook(scripts),
                ClaudeDiagnoser(model, blobs.read_whole, tell_partial, scripts) if model else None,
            ),
            flows=FlowLog(runtime.log),
            blobs=blobs,
            leases=leases,
            timers=timers,
            clock=utc_now,
            max_steps=settings.diagnosis_max_steps,
            idle_limit=settings.idle_limit,
        )
        escalations = Escalations(
            handler=handler,
            insights=Insights(PlaybookInsight(), ClaudeInsight(model) if model else None),
            finder=FlowQuery(caller),
            blobs=blobs,
            leases=leases,
            clock=utc_now,
        )
        reminders = Reminders(handler, timers, utc_now, settings.reminder_after)
        return Parts(
            reactions=subscriptions(reactions, escalations, reminders),
            commands=Api(handler, utc_now).endpoints(),
            queries=Rehearsals(handler.decider, over).queries(),
            background=(lambda: timers.run({IDLE: reactions.end_idle, REMINDER: reminders.remind}),),
        )

    return build
