"""Logs as lines of JSON on standard error, with no personal data in them."""

from __future__ import annotations

import logging
import sys

import structlog

from case_mgr.config import Settings


def install(settings: Settings) -> None:
    """Configure logging once for the process."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    renderer = structlog.dev.ConsoleRenderer() if settings.development else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        # Standard error is looked up at each line: whoever redirects it later is obeyed.
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
