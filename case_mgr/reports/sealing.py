"""The signature of a published report: one line that ties its figures to the log on which they stand. Pure but the key.

    case-mgr-report-1 report=DR-0001 version=1 state=published data=… content=… log=345:… at=… key=… signature=…

`data` is the hash of the figures, `content` that of the whole snapshot without this line, `log` the number of entries
and the head of the chain that the checkpoint in the report signs, or `broken` where the chain did not hold. The key is
that of the checkpoints (Ed25519): whoever noted it once knows both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from case_mgr.audit import checkpoints
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.reports.snapshot import SEALED, Json, sha256

NAME = "signature"
_LINE = re.compile(r"(case-mgr-report-1 [!-~ ]+?) key=[0-9a-f]{64} signature=[0-9a-f]{128}", re.ASCII)
NOT_SIGNED = N_("The report is published and its signature is missing: it was taken away.")
WRONG_SIGNATURE = N_("The signature does not fit the report: it, or the report, was changed.")
OTHER_SIGNER = N_("The report is signed with another key than the one that you named: it is not of that installation.")
NEVER_SIGNED = N_(
    "The report is of a time when reports were not signed, or its signature was taken away: a key proves nothing here."
)
NO_SIGNATURE_OF_DRAFTS = N_("The file is a draft: nobody approved it, it is not signed, and a key proves nothing here.")
WRONG_CHECKPOINT = N_("The checkpoint in the report does not fit its signature, or was changed.")


def seal(report: Json) -> Json:
    """Return a published report with its signature; its data stays untouched."""
    bare = {name: value for name, value in report.items() if name != NAME}
    return {**bare, NAME: checkpoints.signed(_told(bare))}


def fault(report: Json, key: str | None = None) -> str | None:
    """Return what is wrong with the signature of a report, for whoever has noted `key`; None when nothing is."""
    line = report.get(NAME)
    if line is None:
        if report["state"] == "draft":
            return NO_SIGNATURE_OF_DRAFTS if key else None
        if report["state"] != "published":
            return WRONG_SIGNATURE
        if report["schema"] in SEALED:
            return NOT_SIGNED
        return NEVER_SIGNED if key else None
    try:
        signer = checkpoints.signer(line)
    except (ValueError, TypeError):
        return WRONG_SIGNATURE
    found = _LINE.fullmatch(line)
    if found is None or found[1] != _told({name: value for name, value in report.items() if name != NAME}):
        return WRONG_SIGNATURE
    if key and key.strip().lower() != signer:
        return OTHER_SIGNER
    return None if _stands(report["audit"]["integrity"], signer) else WRONG_CHECKPOINT


def key_of(report: Json) -> str:
    """Return the public key with which a report says that it is signed; empty without a signature."""
    line = report.get(NAME)
    return checkpoints.signer(line) if line else ""


def _told(bare: Json) -> str:
    data, integrity = bare["data"], bare["audit"]["integrity"]
    log = f"{integrity['entries']}:{integrity['head']}" if integrity["ok"] else "broken"
    return (
        f"case-mgr-report-1 report={data['reference']} version={data.get('version', 1)} state={bare['state']}"
        f" data={bare['data_sha256']} content={sha256(bare)} log={log} at={bare['approval']['at']}"
    )


def _stands(integrity: Mapping[str, Any], signer: str) -> bool:
    """Whether the checkpoint that the report shows is of the log that it names, by the same key."""
    line = integrity["checkpoint"]
    if not integrity["ok"]:
        return line is None
    try:
        stood = checkpoints.read(line)
    except Refused:
        return False
    return (stood.seq, stood.hash, stood.key) == (integrity["entries"], integrity["head"], signer)
