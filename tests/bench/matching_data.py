"""What the matching benches read: support articles and symptom texts from outside the repository, and our own texts.

The articles are for evaluation only; `RESOLUTIONFLOW_SEARCH_DATA` names their folder. Vectors are kept in the
temporary folder between runs, since a first run embeds for a quarter of an hour.
"""

import asyncio
import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import yaml

from services.matching.events import FlowContent
from services.matching.flow_file import read_flow
from services.matching.indexing import mean_direction
from services.matching.texts import body_text, head_text, passages_of
from shared.embedding import MAX_TOKENS, MiniLMEmbedder, Vectors

ROOT = Path(__file__).parents[2]
TOLD = ROOT / "tests/e2e/data"
HELD_OUT = ("paraphrases_1.yaml", "paraphrases_2.yaml")
DEVELOPMENT = ("paraphrases_3.yaml",)
UNCOVERED = Path(__file__).parent / "matching_uncovered.txt"


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found."""

    name: str
    head: str
    body: str
    domain: str


@dataclass(frozen=True, slots=True)
class Query:
    """A text, and the numbers of the documents that answer it; none where none does."""

    text: str
    relevant: frozenset[int]
    domain: str | None = None


def data_folder() -> Path | None:
    """Where the articles are; None where this machine does not have them."""
    folder = Path(os.environ.get("RESOLUTIONFLOW_SEARCH_DATA", ROOT.parent / "shared/reference/inputs/search"))
    return folder if (folder / "corpus.jsonl.gz").exists() else None


def articles(folder: Path) -> tuple[list[Document], list[Query]]:
    """The articles, and the symptom texts with their articles."""
    documents, numbers = [], {}
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            article = json.loads(line)
            numbers[article["id"]] = number
            head = f"{article['title']}. {article['description']} {', '.join(article['keywords'])}"
            documents.append(Document(article["title"], head, article["body"], article["domain"]))
    lines = (folder / "queries_symptoms.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    queries = [
        Query(query["query"], frozenset(numbers[id_] for id_ in query["relevant"]), query["domain"]) for query in asked
    ]
    return documents, queries


def demo(names: Sequence[str]) -> tuple[list[Document], list[Query]]:
    """The demo's flows, and problems told in other words in the named files, some of which no flow answers."""
    flows = [_demo_flow(file) for file in sorted((ROOT / "services/ops/demo/flows").glob("*.yaml"))]
    documents = [Document(flow.name, head_text(flow), body_text(flow), flow.problem_domain) for flow in flows]
    numbers = {document.name: number for number, document in enumerate(documents)}
    told = [item for name in names for item in yaml.safe_load((TOLD / name).read_text("utf-8"))]
    queries = [
        Query(item["text"], frozenset({numbers[item["flow"]]}), documents[numbers[item["flow"]]].domain)
        if item["flow"]
        else Query(item["text"], frozenset())
        for item in told
        if item["flow"] is None or item["flow"] in numbers
    ]
    return documents, queries


def uncovered() -> list[Query]:
    """Texts of our own that no article and no demo flow answers."""
    return [Query(line, frozenset()) for line in UNCOVERED.read_text("utf-8").splitlines() if line]


def embedded(texts: list[str], max_tokens: int = MAX_TOKENS) -> Vectors:
    """The texts' vectors, from the last run where the texts are the same."""
    digest = hashlib.sha256("\0".join([str(max_tokens), *texts]).encode()).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / "resolutionflow-bench" / f"vectors-{digest}.npy"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        print(f"embedding {len(texts)} texts, once ...", flush=True)
        np.save(kept, asyncio.run(_embed(texts, max_tokens)))
    vectors: Vectors = np.load(kept)
    return vectors


def embedded_heads(documents: Sequence[Document]) -> Vectors:
    """The vectors of the documents' heads, as the index has them."""
    passages = [passages_of(document.head) for document in documents]
    vectors = iter(embedded([passage for head in passages for passage in head]))
    return np.stack([mean_direction(list(islice(vectors, len(head)))) for head in passages])


async def _embed(texts: list[str], max_tokens: int) -> Vectors:
    embedder = MiniLMEmbedder()
    try:
        return await embedder.embed(texts, max_tokens)
    finally:
        embedder.close()


def _demo_flow(file: Path) -> FlowContent:
    content = read_flow(yaml.safe_load(file.read_text("utf-8"))).content
    assert content is not None, f"{file.name} is no flow"
    return content
