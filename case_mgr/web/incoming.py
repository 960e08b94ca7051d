"""How a request comes in: its files never lie on the disk in clear, and are no larger than their route takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any, TypeVar, cast

from flask import Request

from case_mgr.core.spool import Spool

View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024
_LONGEST_FORM = 2 * MEGABYTE
# A file that is a little too large is read to its end and dropped, so that the form can say so and keep what was typed.
_SLACK = 14 * MEGABYTE


class Incoming(Request):
    """A request whose files go through a spool that encrypts."""

    largest_file: int | None = None

    def _get_file_stream(self, *_args: Any, **_told: Any) -> IO[bytes]:
        # What the sender tells of name, type and length counts for nothing.
        return cast("IO[bytes]", Spool(self.largest_file))


def takes_files(largest: int) -> Callable[[View], View]:
    """Mark a route that takes a file of at most so many bytes; a body that is much larger is not even read."""

    def mark(view: View) -> View:
        cast(Any, view).largest_file = largest
        return view

    return mark


def bound(request: Request, view: Any) -> None:
    """Bound the body of a request before anybody reads it."""
    largest: int | None = getattr(view, "largest_file", None)
    if request.mimetype != "multipart/form-data":
        # Only an upload may be long: other bodies are read into memory whole.
        request.max_content_length = _LONGEST_FORM
    elif largest is not None:
        cast(Incoming, request).largest_file = largest
        request.max_content_length = largest + _SLACK
