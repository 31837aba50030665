"""The composition root: what the diagnosis service is made of."""

from contextlib import suppress

import orjson
from nats.errors import Error as BrokerError

from services.diagnosis.adapters.claude import ClaudeDiagnoser
from services.diagnosis.adapters.flow_log import FlowLog
from services.diagnosis.adapters.playbook import Playbook
from services.diagnosis.api import Api
from services.diagnosis.domain import SESSION
from services.diagnosis.engines import Engines
from services.diagnosis.events import SESSION_EVENTS
from services.diagnosis.ports import CaseView
from services.diagnosis.reactions import Reactions
from services.diagnosis.settings import DiagnosisSettings
from services.diagnosis.subscribers import subscriptions
from services.diagnosis.timers import IDLE
from shared.blobs import Blobs
from shared.bus.subjects import PARTIAL_TEXTS
from shared.clock import utc_now
from shared.handle import Handler
from shared.llm.assembly import open_model
from shared.llm.leases import Leases
from shared.llm.settings import ModelSettings
from shared.service import Build, Parts, Runtime
from shared.timers import Timers


def builder(settings: DiagnosisSettings, models: ModelSettings) -> Build:
    """How the service is built over its connections. Without an API key there is only the playbook."""

    async def build(runtime: Runtime) -> Parts:
        handler = Handler(runtime.log, SESSION, SESSION_EVENTS)
        blobs = Blobs(runtime.pool, runtime.keyring)
        timers = Timers(runtime.pool, "diagnosis", utc_now)
        model = open_model(models, runtime.pool, utc_now) if models.api_key else None

        async def tell_partial(case: CaseView, text: str) -> None:
            piece = {"session_id": case.session, "step_order": case.order, "text": text}
            with suppress(BrokerError):  # only a preview: the step itself comes through the log
                await runtime.client.publish(f"{PARTIAL_TEXTS}.{case.account}.{case.session}", orjson.dumps(piece))

        reactions = Reactions(
            handler=handler,
            engines=Engines(Playbook(), ClaudeDiagnoser(model, blobs.read_whole, tell_partial) if model else None),
            flows=FlowLog(runtime.log),
            blobs=blobs,
            leases=Leases(runtime.pool, utc_now),
            timers=timers,
            clock=utc_now,
            max_steps=settings.diagnosis_max_steps,
            idle_limit=settings.idle_limit,
        )
        return Parts(
            reactions=subscriptions(reactions),
            commands=Api(handler, utc_now).endpoints(),
            background=(lambda: timers.run({IDLE: reactions.end_idle}),),
        )

    return build
