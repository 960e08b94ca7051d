"""Sends style sheets, scripts and drawings compressed: everybody gets the same, so their length tells nothing."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_KINDS = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")


class Packed:
    """An application whose static files are compressed; pages never are: what they hold could be told by length."""

    def __init__(self, app: Application, prefix: str) -> None:
        self.app, self.prefix = app, prefix

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, compressed where that helps and was asked for."""
        if not self._is_asked(environ):
            return self.app(environ, start_response)
        answer = Response.from_app(self.app, environ)
        answer.vary.add("Accept-Encoding")
        if answer.status_code == 200 and answer.mimetype in _KINDS:
            answer.set_data(_packed(answer.get_data()))
            answer.headers["Content-Encoding"] = "gzip"
        return answer(environ, start_response)

    def _is_asked(self, environ: dict[str, Any]) -> bool:
        return (
            str(environ.get("PATH_INFO", "")).startswith(self.prefix)
            and environ.get("REQUEST_METHOD") == "GET"
            and "HTTP_RANGE" not in environ
            and parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING", ""))["gzip"] > 0
        )


@lru_cache(128)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)
