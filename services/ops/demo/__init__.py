"""The demo: people, companies and flows that a newcomer finds."""

PASSWORD = "demo-resolutionflow"  # noqa: S105 - known to everybody; `--no-demo` takes it out of use
"""The password of every demo user."""
ENGINEER = "engineer@demo.example"
"""Who the command line signs in as where nobody is named."""
