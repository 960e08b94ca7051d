"""The numbers of articles in what a list wrote of charges, so that a search finds them along an index."""

from __future__ import annotations

import re

_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"([0-9]+)([⁰¹²³⁴⁵⁶⁷⁸⁹]*)((?:[-.][0-9]+)*)", re.ASCII)
LONGEST = 40


def numbers(charges: str) -> frozenset[str]:
    """Return the numbers of a charge in one form: 361¹, 361.1 and 361-1 are the same."""
    found = (
        "-".join((whole, *filter(None, (raised.translate(_LOWERED), *sub.replace(".", "-").split("-")))))
        for whole, raised, sub in _NUMBER.findall(charges)
    )
    return frozenset(number for number in found if len(number) <= LONGEST)
