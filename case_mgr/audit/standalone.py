#!/usr/bin/env python3
"""Checks the log of a case-mgr installation without any of its code: Python 3.11 and `cryptography`, nothing else.

    python verifier.py DATABASE.sqlite3 --checkpoint FILE --key KEY [--keys KEYFILE]
    python verifier.py CHAIN.jsonl --checkpoint FILE --key KEY
    python verifier.py --report REPORT.json --key KEY

CHAIN.jsonl comes from `case-mgr audit chain`, or from PostgreSQL without the product:
    psql -qAt -c 'BEGIN ISOLATION LEVEL REPEATABLE READ' \\
        -c 'SELECT row_to_json(e) FROM audit_entry e ORDER BY seq' -c 'SELECT row_to_json(h) FROM audit_head h'
KEY is the public key of the checkpoints, noted when the first was made. KEYFILE opens the detail beside the chain of a
SQLite database; without it only its digests are part of what is checked. Exit status 0 whole, 1 not, 2 not readable.
"""

import argparse
import base64
import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Row = dict[str, Any]
Tables = Callable[[str], Iterator[Row]]
ROOT = hashlib.sha256(b"case-mgr audit chain 1").hexdigest()
BESIDE = ("act", "actor", "event", "organisation", "seq", "subject", "subject_type")
LINE = re.compile(
    r"(case-mgr-checkpoint-1 seq=(\d{1,15}) count=(\d{1,15}) at=(\S{20,40}) hash=([0-9a-f]{64}) key=([0-9a-f]{64}))"
    r" signature=([0-9a-f]{128})",
    re.ASCII,
)


SEAL = re.compile(r"((case-mgr-report-1 [ -~]{1,900}) key=([0-9a-f]{64})) signature=([0-9a-f]{128})", re.ASCII)


class Broken(Exception):
    """What is wrong: the entry, what was done to it in a word, and a sentence."""

    def __init__(self, seq: int, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.seq, self.kind, self.reason = seq, kind, reason


@contextmanager
def opened(path: str) -> Iterator[tuple[Tables, bool]]:
    """Give what reads a table of a SQLite database or of JSON lines, and whether it is the database."""
    with Path(path).open("rb") as file:
        is_sqlite = file.read(16) == b"SQLite format 3\0"
    if not is_sqlite:
        yield lambda table: file_rows(path, table), False
        return
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        # One look at all tables: whoever works meanwhile adds entries that one of them would not have yet.
        connection.execute("BEGIN")
        yield lambda table: sqlite_rows(connection, table), True
    finally:
        connection.close()


def sqlite_rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Read a table of a SQLite database, which is opened to read only."""
    order = "id" if table == "audit_head" else "seq"
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608 - names of this file, none typed
        yield dict(row)


def file_rows(path: str, table: str) -> Iterator[Row]:
    """Read the rows of one table out of JSON lines; entries have a body, the head has none."""
    with Path(path).open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line) if line.strip() else {"": None}
            if row.get("seq") is not None and ("body" in row) == (table == "audit_entry"):
                yield row


def instant(text: str) -> datetime:
    """Return a time as both databases write it, in UTC."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def read_checkpoint(path: str, key: str | None) -> dict[str, Any]:
    """Return what a checkpoint says, if its signature fits and it is signed with the key that was noted."""
    found = LINE.fullmatch(Path(path).read_text("ascii").strip())
    if found is None:
        raise Broken(0, "altered", "this is not a checkpoint")
    said, seq, count, at, head, signer, signature = found.groups()
    if key is not None and signer != key.strip().lower():
        raise Broken(int(seq), "key changed", f"the checkpoint is signed with the key {signer}, not with that one")
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer)).verify(bytes.fromhex(signature), said.encode())
    except (InvalidSignature, ValueError):
        raise Broken(int(seq), "altered", "the signature of the checkpoint does not fit its text") from None
    if seq != count:
        raise Broken(int(seq), "altered", "the checkpoint counts otherwise than it numbers")
    return {"seq": int(seq), "at": instant(at), "hash": head, "key": signer}


class Details:
    """The detail beside the chain: opened with the key file, or only asked whether it is there."""

    def __init__(self, rows: Iterator[Row], keyfile: str | None) -> None:
        self.rows, self.next = rows, next(rows, None)
        stored = json.loads(Path(keyfile).read_text("utf-8"))["data"] if keyfile else None
        self.keys = None if stored is None else {name: AESGCM(base64.b64decode(key)) for name, key in stored.items()}

    def check(self, seq: int, commitment: str) -> None:
        """Compare the detail of an entry with the digest in the chain."""
        while self.next is not None and self.next["seq"] < seq:
            self.next = next(self.rows, None)
        row = self.next
        if row is None or row["seq"] != seq:
            raise Broken(seq, "removed", "its detail was removed")
        if row["erased_at"] is not None:
            if row["salt"] is not None or row["detail_sealed"] is not None:
                raise Broken(seq, "altered", "its detail is marked as erased and is there all the same")
            # The product erases nothing: a tombstone is no better than a row that is missing.
            raise Broken(seq, "removed", "its detail was erased by hand: the product erases none")
        if self.keys is None:
            return
        sealed, salt = row["detail_sealed"] or b"", row["salt"] or ""
        key = self.keys.get(sealed[1:5].hex())
        if sealed and key is None:
            raise Broken(seq, "key changed", "its detail cannot be opened: the key that sealed it is not in the file")
        place = f"audit_detail|detail_sealed|{row['public_id']}|{row['organisation_id']}"
        try:
            text = key.decrypt(sealed[5:17], sealed[17:], place.encode()) if key else b""
            fits = hashlib.sha256(bytes.fromhex(salt) + text).hexdigest() == commitment
        except (InvalidTag, ValueError):
            raise Broken(seq, "altered", "its detail cannot be opened: its bytes were changed or moved") from None
        if not fits:
            raise Broken(seq, "altered", "its detail does not fit the digest in the chain")


class Chain:
    """Follows the entries one by one."""

    def __init__(self, checkpoint: dict[str, Any] | None, details: Details | None) -> None:
        self.checkpoint, self.details = checkpoint, details
        self.count, self.head = 0, ROOT
        self.last: datetime | None = None
        self.steps: list[str] = []

    def follow(self, row: Row) -> None:
        """Take the next entry, or raise what is wrong with it."""
        seq = row["seq"]
        if seq != self.count + 1:
            raise Broken(seq, "removed", f"entry {self.count + 1} is missing: {seq} follows {self.count}")
        if row["previous"] != self.head:
            raise self.strange(row)
        if hashlib.sha256(bytes.fromhex(row["previous"]) + row["body"].encode()).hexdigest() != row["hash"]:
            raise Broken(seq, "altered", "its content does not fit its hash")
        try:
            body = json.loads(row["body"])
            same = all(row[name] == body[name] for name in BESIDE) and instant(row["at"]) == instant(body["at"])
            commitment = body["detail"]
        except (ValueError, KeyError, TypeError):
            raise Broken(seq, "altered", "its content is not that of an entry") from None
        if not same:
            raise Broken(seq, "altered", "a column beside its content was changed")
        if self.details is not None:
            self.details.check(seq, commitment)
        self.compare(row, instant(body["at"]))
        self.count, self.head = seq, row["hash"]

    def strange(self, row: Row) -> Broken:
        """Name what happened where an entry does not link to the one before: its content says where it stood."""
        try:
            stood = int(json.loads(row["body"])["seq"])
        except (ValueError, KeyError, TypeError):
            return Broken(row["seq"], "altered", "its content is not that of an entry")
        if stood > row["seq"]:
            return Broken(row["seq"], "removed", f"its content is that of entry {stood}: what stood here was removed")
        if stood < row["seq"]:
            return Broken(row["seq"], "inserted", f"its content is that of entry {stood}: something was put in before")
        return Broken(row["seq"], "altered", "its link to the entry before does not fit")

    def compare(self, row: Row, at: datetime) -> None:
        """Compare an entry with the checkpoint and with the clock."""
        known = self.checkpoint
        if known and row["seq"] == known["seq"] and row["hash"] != known["hash"]:
            raise Broken(row["seq"], "rewritten", "the checkpoint has another hash: the chain was computed anew")
        if known and row["seq"] == known["seq"] + 1 and self.last is not None:
            self.last = max(self.last, known["at"])
        if self.last is not None and at < self.last:
            self.steps.append(f"entry {row['seq']}: the clock was set back from {self.last} to {at}")
        self.last = at

    def end(self, heads: list[Row]) -> None:
        """Compare where the chain ends with the head and with the checkpoint."""
        told: Row = heads[0] if heads else {"seq": 0, "hash": ROOT}
        if not heads or (told["seq"], told["hash"]) != (self.count, self.head):
            kind = "truncated" if told["seq"] > self.count or not heads else "altered"
            reason = f"the head says {told['seq']} entries, {self.count} were found"
            raise Broken(min(self.count, told["seq"]) + 1, kind, reason)
        if self.checkpoint and self.count < self.checkpoint["seq"]:
            reason = f"the log is whole but ends here, and the checkpoint saw {self.checkpoint['seq']} entries"
            raise Broken(self.count + 1, "old copy restored", reason)


def check(path: str, checkpoint: str | None, key: str | None, keyfile: str | None) -> dict[str, Any]:
    """Check a database or a file of rows, and return what was found."""
    with opened(path) as (rows, is_sqlite):
        return check_rows(rows, is_sqlite, checkpoint, key, keyfile)


def check_rows(
    rows: Tables, is_sqlite: bool, checkpoint: str | None, key: str | None, keyfile: str | None
) -> dict[str, Any]:
    """Check the tables of a log, and return what was found."""
    bad: Broken | None = None
    log = Chain(None, Details(rows("audit_detail"), keyfile) if is_sqlite else None)
    try:
        log.checkpoint = read_checkpoint(checkpoint, key) if checkpoint else None
        for row in rows("audit_entry"):
            log.follow(row)
        log.end(list(rows("audit_head")))
    except Broken as found:
        bad = found
        wanted = f'"seq":{bad.seq},'
        moved = bad.kind == "removed" and "its content is that" in bad.reason
        if moved and any(wanted in row["body"] for row in rows("audit_entry") if row["seq"] > bad.seq):
            bad.kind = "reordered"
    return {
        "ok": bad is None,
        "entries": log.count,
        "head": log.head,
        "first_bad": {"seq": bad.seq, "kind": bad.kind, "reason": bad.reason} if bad else None,
        "clock_back": log.steps,
        "detail": "opened and compared" if is_sqlite and keyfile else "there" if is_sqlite else "not looked at",
        "erased": sum(row["erased_at"] is not None for row in rows("audit_detail")) if is_sqlite else None,
        "key": log.checkpoint["key"] if log.checkpoint else None,
    }


def sha256(value: Any) -> str:
    """Return the hash of a value by its canonical JSON (RFC 8785): texts, whole numbers, lists, ASCII names."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check_report(path: str, key: str | None) -> dict[str, Any]:
    """Check the JSON file of a published report: its hashes and its signature over them."""
    stored = json.loads(Path(path).read_text("utf-8"))
    report, fault, signer = stored["report"], None, None
    bare = {name: value for name, value in report.items() if name != "signature"}
    found = SEAL.fullmatch(report.get("signature") or "")
    if sha256(report) != stored["sha256"] or sha256(report["data"]) != report["data_sha256"]:
        fault = "the data does not fit its hash"
    elif found is None:
        fault = "it is not signed"
    else:
        said, told, signer, signature = found.groups()
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer)).verify(bytes.fromhex(signature), said.encode())
        except (InvalidSignature, ValueError):
            fault = "the signature does not fit its text"
        if not {f"data={report['data_sha256']}", f"content={sha256(bare)}"} <= set(told.split(" ")):
            fault = "the signature is of another report"
        if key is not None and signer != key.strip().lower():
            fault = "it is signed with another key than that one"
    stands = report["audit"]["integrity"].get("checkpoint")
    return {"ok": fault is None, "fault": fault, "sha256": stored["sha256"], "key": signer, "checkpoint": stands}


def main() -> int:
    """Read the command line, check, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", nargs="?", help="a SQLite database or JSON lines")
    parser.add_argument("--report", help="the JSON file of a published report, instead of a log")
    parser.add_argument("--checkpoint", help="a checkpoint that was kept elsewhere")
    parser.add_argument("--key", help="the public key of the checkpoints, as it was noted")
    parser.add_argument("--keys", help="the key file of the installation, to open the detail beside the chain")
    wanted = parser.parse_args()
    if (wanted.log is None) == (wanted.report is None):
        parser.error("name a log or --report FILE")
    try:
        whole = (wanted.log, wanted.checkpoint, wanted.key, wanted.keys)
        found = check_report(wanted.report, wanted.key) if wanted.report else check(*whole)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, sqlite3.Error) as error:
        sys.stderr.write(f"It cannot be read: {error}\n")
        return 2
    sys.stdout.write(f"{json.dumps(found, ensure_ascii=False, indent=1)}\n")
    return 0 if found["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
