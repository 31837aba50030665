"""An account changes its embedder: built beside, compared, switched."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from services.matching.adapters.pgvector import PgVectorIndex
from services.matching.api import Api, EmbedderApi
from services.matching.calibration import Calibration
from services.matching.indexing import Indexer
from services.matching.ports import Library
from services.matching.reactions import Reactions
from shared.embedding import MAX_TOKENS, MiniLMEmbedder, Vectors
from shared.errors import Forbidden, IllegalState, InvalidInput
from shared.message import Actor
from tests.integration.matching.steps import editor, import_flows, request
from tests.unit.matching.examples import flow, tree


class Next(MiniLMEmbedder):
    """The same model under another name; `confused` finds the same vector in every text."""

    name = "next"
    confused = False

    async def embed(self, texts: Sequence[str], max_tokens: int = MAX_TOKENS) -> Vectors:
        vectors = await super().embed(texts, max_tokens)
        return vectors[:1].repeat(len(vectors), axis=0) * 0 + 384**-0.5 if self.confused else vectors


@pytest.fixture
def admin() -> Actor:
    return editor().model_copy(update={"role": "account_admin"})


@pytest.fixture
def following(monkeypatch: pytest.MonkeyPatch) -> Next:
    monkeypatch.setattr(Calibration, "shipped", lambda name: Calibration(name, 11.0, 8.0, -4.0, 0.4))
    return Next()


@pytest.fixture
def switching(index: PgVectorIndex, indexer: Indexer, embedder: MiniLMEmbedder, following: Next) -> EmbedderApi:
    return EmbedderApi(index, replace(indexer, embedders=[embedder, following]))


async def _build(switching: EmbedderApi, admin: Actor) -> None:
    await switching.build_embedder(request(admin))
    while await switching.indexer.work_one():
        pass


async def test_given_a_built_embedder_when_no_worse_then_the_library_is_asked_with_it(
    api: Api, reactions: Reactions, indexer: Indexer, switching: EmbedderApi, index: PgVectorIndex, admin: Actor
) -> None:
    await import_flows(api, reactions, indexer, admin, flow(), flow("Plotter jammed"))
    with pytest.raises(IllegalState, match="still_building"):
        await switching.switch_embedder(request(admin, embedder="next"))
    await _build(switching, admin)
    answer = await switching.switch_embedder(request(admin, embedder="next"))
    assert answer["after"] == answer["before"]
    assert await index.library(admin.account_id) == Library(2, "next")


async def test_given_a_built_embedder_when_worse_then_the_old_one_stays(
    api: Api, reactions: Reactions, indexer: Indexer, switching: EmbedderApi, index: PgVectorIndex,
    admin: Actor, following: Next, embedder: MiniLMEmbedder,
) -> None:  # fmt: skip
    following.confused = True
    names = ("Disk full", "VPN drops", "Mail is late", "Printer offline")
    flows = [flow(name, description=name, match_keywords=[], tree_structure=tree(question=name)) for name in names]
    await import_flows(api, reactions, indexer, admin, *flows)
    await _build(switching, admin)
    with pytest.raises(IllegalState, match="worse_embedder"):
        await switching.switch_embedder(request(admin, embedder="next"))
    assert await index.library(admin.account_id) == Library(4, embedder.name)


async def test_given_no_library_or_no_such_embedder_when_switched_then_it_is_refused(
    switching: EmbedderApi, admin: Actor
) -> None:
    with pytest.raises(IllegalState, match="no_library"):
        await switching.switch_embedder(request(admin, embedder="next"))
    with pytest.raises(InvalidInput, match="unknown_embedder"):
        await switching.switch_embedder(request(admin, embedder="bigger"))


async def test_given_an_engineer_when_he_changes_the_embedder_then_he_is_refused(switching: EmbedderApi) -> None:
    with pytest.raises(Forbidden):
        await switching.build_embedder(request(editor()))
