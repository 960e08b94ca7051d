"""worker: a further process for background work."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import click

from case_mgr.app import create_app
from case_mgr.files import service as files
from case_mgr.jobs import worker as loop
from case_mgr.rooms.handlers import HANDLERS, ROUNDS


@click.command()
@click.option("--beside", type=int, metavar="PID", hidden=True, help="End when this parent process has gone.")
def worker(beside: int | None) -> None:
    """Do background work until stopped; a job that runs is handed on between two blocks."""
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    app = create_app()
    with app.app_context():
        # A process that was killed while it took a file in leaves one without a record.
        files.sweep()
    loop.work(app, HANDLERS, stop, parent=beside, rounds=ROUNDS)


COMMANDS = (worker,)
