"""Figures for Prometheus. Labels are names of the code, never ids or content."""

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

REACTION_SECONDS = Histogram(
    "resolutionflow_reaction_seconds", "How long a reaction took.", ["service", "event"], buckets=_SECONDS
)
REACTION_FAILURES = Counter("resolutionflow_reaction_failures_total", "Reactions that failed.", ["service", "event"])
DEAD_LETTERS = Counter("resolutionflow_dead_letters_total", "Events given up on.", ["service"])
COMMAND_SECONDS = Histogram(
    "resolutionflow_command_seconds", "How long a command or query took.", ["subject", "outcome"], buckets=_SECONDS
)
PUBLISHED = Counter("resolutionflow_relay_published_total", "Events published by the relay.")
RELAY_DISAGREES = Gauge("resolutionflow_relay_disagrees", "1 while the relay waits for `bus reset`.")
FLOOR = Gauge("resolutionflow_consumer_floor", "Up to which position a service has seen every event.", ["service"])
CHECKPOINT = Gauge("resolutionflow_projector_checkpoint", "Up to which position the read models are folded.")
LAST_POSITION = Gauge("resolutionflow_last_position", "The highest position that the relay has given.")
