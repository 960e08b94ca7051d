"""What an act would do to one case, and why it would not: pure, so that check and run cannot differ."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.bulk.types import Told
from case_mgr.core.text import N_

FOLLOWS_ALREADY = N_("%(name)s follows this case already.")
LEFT_ALONE = N_("%(name)s follows this case, and only cases that nobody follows were asked for.")
ANOTHERS = N_("%(name)s follows this case: a coordinator assigns it to somebody else.")
ENDED = N_("This case has ended: whoever must follow it all the same is set by amending the case.")


@dataclass(frozen=True, slots=True)
class Standing:
    """What matters of a case before it is assigned."""

    owner: str
    owner_name: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Assigning:
    """Who asks for what: the new owner, whether others' cases are left alone, and how far the asker's role goes."""

    asker: str
    owner: str
    owner_name: str
    only_free: bool
    leads: bool


def refusal(case: Standing, wanted: Assigning) -> Told | None:
    """Say why a case is not assigned, or nothing."""
    if case.owner == wanted.owner:
        return Told(FOLLOWS_ALREADY, {"name": case.owner_name})
    if case.ended:
        return Told(ENDED)
    if case.owner and wanted.only_free:
        return Told(LEFT_ALONE, {"name": case.owner_name})
    if case.owner and case.owner != wanted.asker and not wanted.leads:
        return Told(ANOTHERS, {"name": case.owner_name})
    return None
