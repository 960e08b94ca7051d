"""Static files travel compressed, pages never do."""

from __future__ import annotations

import gzip

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from case_mgr.web.packed import Packed

SHEET = "main { color: teal }\n" * 100
KINDS = {"/static/a.css": "text/css", "/static/a.woff2": "font/woff2", "/people": "text/html"}


@Request.application
def site(request: Request) -> Response:
    """A site with a style sheet, a font and a page."""
    if request.headers.get("If-None-Match"):
        return Response(status=304)
    return Response(SHEET, mimetype=KINDS.get(request.path), status=200 if request.path in KINDS else 404)


client = Client(Packed(site, "/static/"))


def test_a_style_sheet_is_compressed_for_whoever_can_read_it() -> None:
    answer = client.get("/static/a.css", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < len(SHEET)
    assert gzip.decompress(answer.data).decode() == SHEET
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/a.css", {}),
        ("/static/a.css", {"Accept-Encoding": "gzip;q=0"}),
        ("/static/a.css", {"Accept-Encoding": "gzip", "Range": "bytes=0-9"}),
        ("/static/a.woff2", {"Accept-Encoding": "gzip"}),
        ("/people", {"Accept-Encoding": "gzip"}),
    ],
)
def test_anything_else_is_sent_as_it_is(path: str, headers: dict[str, str]) -> None:
    answer = client.get(path, headers=headers)
    assert "Content-Encoding" not in answer.headers
    assert answer.text == SHEET


def test_what_is_unchanged_or_missing_stays_so() -> None:
    headers = {"Accept-Encoding": "gzip"}
    assert client.get("/static/a.css", headers=headers | {"If-None-Match": '"x"'}).status_code == 304
    assert client.get("/static/b.css", headers=headers).status_code == 404
