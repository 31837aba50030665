"""Checks the web app - lint, types, drift of generated types, unit tests: `python -m services.web.check`."""

import sys

from services.web.npm import SKIP, NpmFailedError, install, is_skipped, run_aloud


def main() -> int:
    """The exit code: not 0 where something is wrong."""
    if is_skipped():
        return 0
    try:
        install(tools=True)
    except (NpmFailedError, OSError) as error:
        sys.stderr.write(f"{error}\n\nThe web app was not checked. {SKIP}=1 leaves it out.\n")
        return 1
    return run_aloud("run", "--silent", "check")


if __name__ == "__main__":
    sys.exit(main())
