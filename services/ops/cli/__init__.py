"""`resolutionflow`, the command line.

Exit codes: 0 done, nothing wrong; 1 faults were found, or it was refused; 2 the command line itself is wrong;
3 a part that is needed is away.
"""

from services.ops.cli.root import app

__all__ = ["app"]
