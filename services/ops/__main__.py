"""`python -m services.ops` is `resolutionflow`."""

from services.ops.cli import app

app()
