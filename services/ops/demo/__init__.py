"""The demo: people, companies and flows that a newcomer finds."""

PASSWORD = "demo-resolutionflow"  # noqa: S105 - known to everybody; `--no-demo` takes it out of use
"""The password of every demo user."""
ENGINEER = "engineer@demo.example"
"""Who the command line signs in as where nobody is named, to work a case."""
LEAD = "lead@demo.example"
"""And to change flows."""
ADMIN = "admin@demo.example"
"""And to open content."""
DEMO_DOMAIN = "@demo.example"
RECORD = "demo.json"
"""In the data folder: which file became which flow, so that a second start has nothing to do."""
