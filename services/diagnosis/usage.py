"""What a model call cost, as events tell it."""

from typing import Literal

from shared.message import Message

EngineName = Literal["playbook", "claude"]


class Usage(Message):
    """What the model calls of one step cost, failed tries included."""

    model: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_usd: str
    latency_ms: int
    calls: int
