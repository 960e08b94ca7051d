"""The names of a long list are never on the disk in clear while its dry run waits to be written."""

from __future__ import annotations

import io
import json
import os
import tempfile
from pathlib import Path

import pytest

from case_mgr.imports.dryrun import run_file, write_file

NAME = "Выдумлінскі Аўгуст"


def on_disk(folder: Path) -> bytes:
    """Return what this process holds in files of a folder, also in those without a name."""
    found = b""
    for link in Path("/proc/self/fd").iterdir():
        try:
            inside = str(link.readlink()).startswith(str(folder))
        except OSError:
            continue
        if inside:
            found += os.pread(int(link.name), link.stat().st_size, 0)
    return found


class Watched(io.StringIO):
    """Looks at the disk when the first of the document is written: everything waits there then."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder, self.seen = folder, b""

    def write(self, text: str, /) -> int:
        if not self.seen:
            self.seen = on_disk(self.folder)
        return super().write(text)


def test_a_long_list_waits_encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rows = "".join(f"{NAME},{1950 + number % 50}\n" for number in range(60_000))
    data = f"full_name,date_of_birth\n{rows}".encode()
    out = Watched(tmp_path)
    assert write_file(out, data, "list.csv") == "ok"
    assert len(out.seen) > 1_000_000, "nothing waited on the disk: the list is too short for this test"
    assert NAME.split(maxsplit=1)[0].encode() not in out.seen
    assert b'"full_name"' not in out.seen
    assert json.loads(out.getvalue()) == run_file(data, "list.csv")
    assert list(tmp_path.iterdir()) == []
