"""A file of 50 MB goes in and out of a real server without standing in its memory, or anywhere in clear."""

from __future__ import annotations

import hashlib
import http.client
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask

from case_mgr.documents.types import LARGEST
from case_mgr.extensions import db
from tests import cast
from tests.databases import Database
from tests.factories.people import a_case
from tests.serving import Server, served

MARK = b"Avgustovich, witness of the prosecution. "
BLOCK = MARK * 1600
BOUNDARY = "----of-a-test"
# What the server may take beyond what it needs to stand there: a few pieces, never the file.
MOST_MB = 24


class Browser:
    """Somebody signed in, as far as a file needs it."""

    def __init__(self, server: Server) -> None:
        self.line = http.client.HTTPConnection(urlsplit(server.base).netloc, timeout=120)
        self.cookies = dict[str, str]()

    def close(self) -> None:
        """Hang up."""
        self.line.close()

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> http.client.HTTPResponse:
        """Send a request and take its cookies."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        self.line.request(method, path, body=body, headers=sent)  # type: ignore[arg-type]  # chunks of bytes
        response = self.line.getresponse()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return response

    def token(self, path: str) -> str:
        """Return the token of a form."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.ask("GET", path).read().decode())
        assert found
        return found[1]

    def sign_in(self, member: cast.Member) -> None:
        """Sign in by the form."""
        token = self.token("/sign-in")
        form = urlencode({"csrf_token": token, "email": member.email, "password": member.password})
        self.ask("POST", "/sign-in", form, **{"Content-Type": "application/x-www-form-urlencoded"}).read()


def blocks(size: int) -> Iterator[bytes]:
    """Give a text of a size in blocks."""
    whole, rest = divmod(size, len(BLOCK))
    yield from (BLOCK for _ in range(whole))
    yield BLOCK[:rest]


def body(token: str, size: int) -> tuple[bytes, bytes]:
    """Return what stands before and behind the file in the body of a form."""
    fields = {"csrf_token": token, "title": "Statement", "kind": "statement", "part": "case", "certainty": "reported"}
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    return head.encode(), f"\r\n--{BOUNDARY}--\r\n".encode()


def family(pid: int) -> list[int]:
    """Return a process with all that it started."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def megabytes(pids: list[int], name: str) -> float:
    """Return the most memory that one of the processes has, or had."""
    found = (re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text()) for pid in pids)
    return max(int(match[1]) / 1024 for match in found if match)


class Spy:
    """Looks again and again into every temporary file that the server holds open."""

    def __init__(self, pids: list[int], folder: Path) -> None:
        self.pids, self.folder, self.seen, self.looks = pids, folder, set[str](), 0
        self.ends = threading.Event()
        self.thread = threading.Thread(target=self._look)

    def __enter__(self) -> Spy:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ends.set()
        self.thread.join()

    def _look(self) -> None:
        while not self.ends.wait(0.01):
            for pid in self.pids:
                for held in Path(f"/proc/{pid}/fd").glob("*"):
                    self._read(held)

    def _read(self, held: Path) -> None:
        try:
            place = str(held.readlink())
            if not place.startswith(str(self.folder)):
                return
            with held.open("rb") as opened:
                start = opened.read(4 * 1024**2)
        except OSError:
            return
        self.looks += bool(start)
        if MARK in start:
            self.seen.add(place)


@pytest.fixture
def reference(own_database: Database, fresh_app: Flask) -> str:
    with fresh_app.app_context():
        case = a_case().reference
        db.session.commit()
    return case


def test_fifty_megabytes_stand_nowhere_in_memory_and_nowhere_in_clear(
    own_database: Database, reference: str, tmp_path: Path
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    environ = dict(own_database.environ()) | {"TMPDIR": str(folder)}
    with served(environ, tmp_path / "server.log") as server, closing(Browser(server)) as browser:
        browser.sign_in(cast.CASEWORKER)
        path = f"/cases/{reference}/documents"
        browser.ask("GET", path).read()
        before, behind = body(browser.token(f"{path}/new"), LARGEST)
        pids = family(server.process.pid)
        rests = megabytes(pids, "VmHWM")

        def sent() -> Iterator[bytes]:
            yield before
            yield from blocks(LARGEST)
            yield behind

        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Content-Length": str(len(before) + LARGEST + len(behind)),
        }
        with Spy(pids, folder) as spy:
            answer = browser.ask("POST", f"{path}/new", sent(), **headers)
            answer.read()
        assert answer.status == 303
        assert spy.looks, "nothing stood on the disk: the control of this test found nothing to look at"
        assert spy.seen == set()
        assert list(folder.iterdir()) == []
        took_in = megabytes(pids, "VmHWM") - rests

        response = browser.ask("GET", f"{answer.headers['Location']}/download")
        digest, size = hashlib.sha256(), 0
        for block in iter(lambda: response.read(256 * 1024), b""):
            digest.update(block)
            size += len(block)
        took_out = megabytes(pids, "VmHWM") - rests
    wanted = hashlib.sha256()
    for block in blocks(LARGEST):
        wanted.update(block)
    assert (size, digest.digest()) == (LARGEST, wanted.digest())
    assert took_in < MOST_MB, f"{took_in:+.1f} MB over {rests:.0f} MB at rest"
    assert took_out < MOST_MB, f"{took_out:+.1f} MB over {rests:.0f} MB at rest"


def test_the_folder_of_temporary_files_is_that_of_the_test() -> None:
    """The control: what is written in clear into that folder is what the spy looks for."""
    with tempfile.TemporaryFile() as plain:
        plain.write(BLOCK)
        plain.flush()
        place = Path(f"/proc/self/fd/{plain.fileno()}")
        spy = Spy([], Path(tempfile.gettempdir()))
        spy._read(place)
    assert spy.seen
