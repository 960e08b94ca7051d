"""Taking a file in: looked at, painted small when it is a picture, encrypted; no lock is held meanwhile."""

from __future__ import annotations

import io
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.core.text import N_
from case_mgr.documents import previews
from case_mgr.documents.content import Unfit, look
from case_mgr.documents.policy import require
from case_mgr.documents.types import LARGEST, Found
from case_mgr.files import service as files
from case_mgr.files.models import StoredFile

_TOO_LARGE = N_("This file is larger than %(n)d MB. Make it smaller, such as by a lower resolution, or divide it.")


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in: encrypted on disk, in no record yet."""

    found: Found
    file: StoredFile
    preview: StoredFile | None


def take_in(actor: Actor, stream: BinaryIO, name: str) -> Taken:
    """Look at a file and encrypt it; whatever is refused leaves nothing behind."""
    require(actor, Act.ADD)
    size = stream.seek(0, io.SEEK_END)
    if size > LARGEST or getattr(stream, "is_too_large", False):
        raise Unfit(_TOO_LARGE, n=LARGEST // 1024**2)
    found = look(stream, size, name)
    picture = previews.make(stream, found.format)
    stream.seek(0)
    file = files.seal(actor, stream, name, largest=LARGEST)
    try:
        preview = files.seal(actor, BytesIO(picture.data), "") if picture else None
    except BaseException:
        files.drop(file)
        raise
    return Taken(found, file, preview)


def discard(taken: Taken) -> None:
    """Throw away what was taken in and is not wanted after all."""
    files.drop(taken.file)
    if taken.preview is not None:
        files.drop(taken.preview)
