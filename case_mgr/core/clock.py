"""The one place that asks what time it is."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the present instant in UTC, aware, to the microsecond."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's calendar date in UTC."""
    return now().date()
