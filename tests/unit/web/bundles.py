"""Bundles as vite writes them."""

import json
import random
from collections.abc import Mapping
from pathlib import Path

from services.web.budget import MANIFEST


def write_bundle(folder: Path, parts: Mapping[str, tuple[str, int]]) -> None:
    """Each part with the one that it imports ("": none) and its size, which no compression makes smaller."""
    manifest = {
        name: {
            "file": f"{name}.js",
            "imports": [needed] if needed else [],
            "isEntry": name == "index.html",
            "isDynamicEntry": name.endswith(".tsx"),
        }
        for name, (needed, _) in parts.items()
    }
    (folder / MANIFEST).parent.mkdir()
    (folder / MANIFEST).write_text(json.dumps(manifest))
    for name, (_, size) in parts.items():
        (folder / f"{name}.js").write_bytes(random.Random(name).randbytes(size))
