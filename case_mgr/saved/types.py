"""Lists whose views can be saved, and saved views as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from case_mgr.access.permissions import Permission
from case_mgr.core.text import N_

MOST = 50
LONGEST_NAME = 80
# The criterion that can name a person.
WORDS = "words"


class Listing(StrEnum):
    """A list that can be saved as somebody filtered it."""

    PEOPLE = "people"
    CASES = "cases"


LISTING_LABELS: dict[Listing, str] = {Listing.PEOPLE: N_("People"), Listing.CASES: N_("Cases")}
NEEDS: dict[Listing, Permission] = {Listing.PEOPLE: Permission.PERSON_READ, Listing.CASES: Permission.CASE_READ}


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """A view as somebody saves it: what is asked holds the searched words in plain."""

    listing: Listing
    name: str
    asked: Mapping[str, str]
    shared: bool


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view as lists and menus show it; what it asks for is read one by one."""

    public_id: str
    listing: Listing
    name: str
    shared: bool
    mine: bool
    owner: str
    owner_left: bool
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What a view asks for, as far as the reader may know of it."""

    row: ViewRow
    asked: Mapping[str, str]
    words_kept: bool = True
