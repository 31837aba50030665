"""The embedder, on the real weights."""

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from shared.embedding import MAX_TOKENS, MiniLM, MiniLMEmbedder, WeightsError, load_weights, model_folder

SENTENCES = [
    "Outlook keeps asking for my password.",
    "The mail program wants the credentials again and again.",
    "A fresh loaf of bread needs four hours to rise.",
    "Der Drucker druckt nicht. 0x0000011b",
]


@pytest.fixture(scope="module")
async def embedder() -> AsyncIterator[MiniLMEmbedder]:
    made = MiniLMEmbedder()
    yield made
    made.close()


async def test_given_texts_when_embedded_then_the_vectors_are_of_unit_length(embedder: MiniLMEmbedder) -> None:
    vectors = await embedder.embed(SENTENCES)
    assert vectors.shape == (len(SENTENCES), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


async def test_given_a_paraphrase_when_embedded_then_it_is_nearer_than_another_subject(
    embedder: MiniLMEmbedder,
) -> None:
    one, same, other, _ = await embedder.embed(SENTENCES)
    assert one @ same > 0.5
    assert one @ other < 0.2


def test_given_a_batch_when_embedded_then_each_vector_is_that_of_the_text_alone() -> None:
    model = MiniLM(model_folder())
    token_ids = model.tokenize([*SENTENCES, "word " * 400], MAX_TOKENS)
    alone = np.concatenate([model.forward([ids]) for ids in token_ids])
    assert np.allclose(model.forward(token_ids), alone, atol=1e-5)


async def test_given_a_long_text_when_embedded_then_what_is_over_the_bound_is_not_read(
    embedder: MiniLMEmbedder,
) -> None:
    one, other = await embedder.embed(["printer " * 300, "printer " * 300 + "bread"])
    assert np.allclose(one, other, atol=1e-5)
    short, cut = await embedder.embed(["printer " * 30, "printer " * 30 + "bread"], 32)
    assert np.allclose(short, cut, atol=1e-5)


async def test_given_known_texts_among_new_ones_when_embedded_then_the_order_is_kept(embedder: MiniLMEmbedder) -> None:
    first = await embedder.embed(SENTENCES[:2])
    mixed = await embedder.embed([SENTENCES[2], SENTENCES[1], SENTENCES[0], SENTENCES[1]])
    assert np.array_equal(mixed[[2, 1]], first)
    assert np.array_equal(mixed[1], mixed[3])


async def test_given_no_texts_or_odd_ones_when_embedded_then_it_still_answers(embedder: MiniLMEmbedder) -> None:
    assert (await embedder.embed([])).shape == (0, 384)
    assert np.isfinite(await embedder.embed(["", "\x00\ud800", "\N{GRINNING FACE}" * 50])).all()


def test_given_another_file_when_loaded_then_it_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    with pytest.raises(WeightsError):
        load_weights(file)
