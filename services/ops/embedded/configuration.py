"""The broker's configuration file: for the embedded broker, and for one in a container."""

import json
import sys
from pathlib import Path

from services.ops.embedded.folder import private_folder, write_private
from services.ops.embedded.permissions import create_seeds, public_key, render

CONTAINER_PORT = 4222
CONTAINER_STORE = "/data"

CONFIGURATION = """\
listen: "{listen}"
server_name: {name}
pid_file: {pid_file}
max_payload: 1MB
ping_interval: "20s"
jetstream {{
  store_dir: {store}
  max_memory_store: 64MB
}}
{authorization}"""


def configuration(seed_dir: Path, listen: str, pid_file: str, store: str, name: str = "resolutionflow") -> str:
    """The text of the file. `name` is what the broker calls itself.

    Seeds that are missing are made: the file names their public halves.
    """
    keys = {user: public_key(seed) for user, seed in create_seeds(seed_dir).items()}
    return CONFIGURATION.format(
        listen=listen,
        name=json.dumps(name),
        pid_file=json.dumps(pid_file),
        store=json.dumps(store),
        authorization=render(keys),
    )


def write_for_container(folder: Path) -> Path:
    """Write `nats.conf` and the seeds into a folder that a container mounts; the folder of the seeds."""
    seed_dir = private_folder(folder) / "keys"
    text = configuration(seed_dir, f"0.0.0.0:{CONTAINER_PORT}", f"{CONTAINER_STORE}/nats.pid", CONTAINER_STORE)
    write_private(folder / "nats.conf", text)
    return seed_dir


if __name__ == "__main__":
    write_for_container(Path(sys.argv[1]))
