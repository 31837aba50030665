"""Changes an account's embedder: the new vectors are built beside the old ones, compared, and only then asked."""

import logging
from dataclasses import dataclass
from uuid import UUID

from services.matching.calibration import Calibration
from services.matching.indexing import Indexer
from services.matching.ports import EmbedderSwitch
from shared.errors import IllegalState

logger = logging.getLogger(__name__)

TOLERATED_LOSS = 0.02


@dataclass(frozen=True, slots=True)
class Comparison:
    """The self-recall of the embedder in use and of the new one."""

    before: float
    after: float

    @property
    def acceptable(self) -> bool:
        """Whether the new one finds about as well."""
        return self.after >= self.before - TOLERATED_LOSS


async def build(index: EmbedderSwitch, indexer: Indexer, account: UUID) -> int:
    """Have every flow embedded by all of the service's embedders, in the background; how many flows wait."""
    flows = await index.flows(account)
    for flow_id in flows:
        await indexer.enqueue(account, flow_id)
    return len(flows)


async def switch(index: EmbedderSwitch, account: UUID, embedder: str) -> Comparison:
    """Ask the library with `embedder` from now on, if that is no loss.

    Raises IllegalState when vectors are missing, or when the new embedder finds worse than the one in use.
    """
    Calibration.shipped(embedder)
    library = await index.library(account)
    if library is None:
        raise IllegalState("no_library", "The account has no published flows.")
    if missing := await index.missing(account, embedder):
        raise IllegalState("still_building", f"{missing} flows are not embedded yet; try again later.", missing=missing)
    comparison = Comparison(
        await index.self_recall(account, library.embedder), await index.self_recall(account, embedder)
    )
    if not comparison.acceptable:
        detail = f"It finds {comparison.after:.3f} of the flows, the one in use {comparison.before:.3f}."
        raise IllegalState("worse_embedder", detail)
    await index.switch(account, embedder)
    logger.info("embedder %s took over from %s", embedder, library.embedder)
    return comparison
