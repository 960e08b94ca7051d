"""How much memory one web worker holds after many different requests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.installation import signed_in
from benchmarks.scale.pages import addresses
from case_mgr.app import create_app
from case_mgr.cli.serving import Server
from case_mgr.config import read_environment

REQUESTS = 500
LIMIT_MB = 250


def resident(environ: dict[str, str]) -> float:
    """Return the megabytes of a fresh process that answered the requests."""
    command = [sys.executable, "-m", "benchmarks.scale.worker"]
    done = subprocess.run(  # noqa: S603 - ourselves
        command, env=os.environ | environ, check=True, capture_output=True, text=True
    )
    return float(json.loads(done.stdout.splitlines()[-1])["megabytes"])


def main() -> None:
    """Answer the requests and tell how large this process became; the server is loaded as in a worker."""
    app = create_app()
    Server(app, read_environment())
    client = signed_in(app)
    paths = addresses(app, client)
    for number in range(REQUESTS):
        answer = client.get(paths[number % len(paths)])
        if answer.status_code != 200:
            raise RuntimeError(f"{paths[number % len(paths)]}: {answer.status}")
    status = Path("/proc/self/status").read_text("utf-8")
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"megabytes": kilobytes / 1024}))


if __name__ == "__main__":
    main()
