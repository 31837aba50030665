"""Prompts: named, versioned templates, and the request they render to."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

CHARS_PER_TOKEN = 4  # a rough mean
IMAGE_TOKENS = 1600  # of a picture at the size that models look at

_NAME = re.compile(r"\{\{([a-z_]+)\}\}")


@dataclass(frozen=True, slots=True)
class Template:
    """One part of a prompt. `name` ends in its version (`rules_v1`); a file once used is never changed."""

    name: str
    text: str

    @staticmethod
    def load(folder: Path, name: str) -> "Template":
        """Read `<name>.md` from a folder."""
        return Template(name, (folder / f"{name}.md").read_text("utf-8").strip())

    @property
    def names(self) -> frozenset[str]:
        """The names that want a value."""
        return frozenset(_NAME.findall(self.text))

    def render(self, **values: str) -> str:
        """Put the values in for `{{name}}`. Values are not looked into: what looks like a name in them stays.

        Raises `KeyError` if a name has no value, `ValueError` if a value has no name.
        """
        if unused := set(values) - self.names:
            raise ValueError(f"template {self.name} has no place for {sorted(unused)}")
        return _NAME.sub(lambda match: values[match[1]], self.text)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture (PNG, JPEG, GIF or WebP); `content` is the file's bytes."""

    media_type: str
    content: bytes

    def to_wire(self) -> dict[str, Any]:
        """The block that the Messages API takes."""
        data = base64.b64encode(self.content).decode("ascii")
        return {"type": "image", "source": {"type": "base64", "media_type": self.media_type, "data": data}}

    def to_record(self) -> dict[str, str]:
        """What is kept: the picture itself is stored elsewhere already."""
        digest = hashlib.sha256(self.content).hexdigest()
        return {"type": "image", "media_type": self.media_type, "sha256": digest}


@dataclass(frozen=True, slots=True)
class Turn:
    """One message: pictures first, then the text."""

    role: Literal["user", "assistant"]
    text: str
    images: tuple[Image, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The message that the Messages API takes."""
        content = [*(image.to_wire() for image in self.images), {"type": "text", "text": self.text}]
        return {"role": self.role, "content": content}

    def to_record(self) -> dict[str, Any]:
        """The same with pictures named by their hash."""
        content = [*(image.to_record() for image in self.images), {"type": "text", "text": self.text}]
        return {"role": self.role, "content": content}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A rendered prompt. `system` is the same for every case, so that the server may cache it.

    It is ours alone: no customer's word is in it, and no answer may repeat it.
    """

    version: str
    system: tuple[str, ...]
    turns: tuple[Turn, ...]

    def and_then(self, *turns: Turn) -> "Prompt":
        """The conversation continued."""
        return replace(self, turns=(*self.turns, *turns))

    def rough_tokens(self) -> int:
        """About how many tokens it takes to read."""
        chars = sum(map(len, self.system)) + sum(len(turn.text) for turn in self.turns)
        return chars // CHARS_PER_TOKEN + IMAGE_TOKENS * sum(len(turn.images) for turn in self.turns)

    def system_to_wire(self) -> list[dict[str, Any]]:
        """System blocks; the last ends the part that is cached."""
        blocks: list[dict[str, Any]] = [{"type": "text", "text": text} for text in self.system]
        blocks[-1]["cache_control"] = {"type": "ephemeral"}
        return blocks


def version_of(templates: Sequence[Template]) -> str:
    """The version of a prompt made of several parts."""
    return "+".join(template.name for template in templates)


def record_of(prompt: Prompt, replies: Sequence[str], facts: Mapping[str, Any]) -> bytes:
    """What is kept of a question, to be sealed: every word that was sent, and every reply. JSON in UTF-8."""
    sent = {
        "prompt": prompt.version,
        "system": prompt.system,
        "messages": [t.to_record() for t in prompt.turns],
    }
    return json.dumps({**facts, **sent, "replies": replies}, ensure_ascii=False).encode()
