"""Keeps one worker process beside the web server: started with it, started again when it dies, stopped with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

from gunicorn.arbiter import Arbiter

_PATIENCE = 15.0
_SOONEST = 2.0


class Beside:
    """The worker process of a server."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def look(self) -> None:
        """Start the worker when it does not run, but not again and again in the same moment."""
        dead = self._child is None or self._child.poll() is not None
        if dead and time.monotonic() - self._started >= _SOONEST:
            self._started = time.monotonic()
            command = [sys.executable, "-m", "case_mgr.cli", "worker", "--beside", str(os.getpid())]
            self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own command

    def end(self) -> None:
        """Tell the worker to end after its block."""
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()

    def wait(self) -> None:
        """Wait until it has ended, and end it when it takes too long."""
        if self._child is None:
            return
        try:
            self._child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()


class Master(Arbiter):
    """gunicorn's master process, which looks after the worker as it looks after its own."""

    def __init__(self, app: Any) -> None:
        self._beside = Beside()
        super().__init__(app)

    def manage_workers(self) -> None:
        """Look every second that everybody is there."""
        super().manage_workers()
        self._beside.look()

    def halt(self, *args: Any, **kwargs: Any) -> None:
        """Stop the worker with the server."""
        self._beside.end()
        try:
            super().halt(*args, **kwargs)
        finally:
            self._beside.wait()
