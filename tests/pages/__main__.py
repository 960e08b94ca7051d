"""Opens every page that links reach, as every role, at both widths, with and without scripts; status 1 on a fault.

It makes its own installation with the demo in a temporary folder, and takes it away afterwards. Beside the matrix the
coordinator walks once from right to left.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from case_mgr.access.roles import Role
from case_mgr.config import LANGUAGES
from tests import browser as browsers
from tests.pages.checks import Weights
from tests.pages.walking import LEFTWARD, Findings, Walk, Way
from tests.pages.world import world

FULL = frozenset({Role.COORDINATOR, Role.CASEWORKER})
MOST, MOST_OF_OTHERS = 400, 80
OFFERED = ",".join(LANGUAGES)


def _ways(wanted: argparse.Namespace) -> Iterator[Way]:
    roles = [Role(name.replace("-", "_")) for name in wanted.role] or list(Role)
    for role in roles:
        for width in wanted.width or browsers.WIDTHS:
            for javascript in (True, False):
                if wanted.scripts in ("both", "on" if javascript else "off"):
                    yield Way(role, width, javascript)
    if Role.COORDINATOR in roles and wanted.scripts != "off":
        yield from (Way(Role.COORDINATOR, width, True, LEFTWARD[0]) for width in wanted.width or browsers.WIDTHS)


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev pages", description=__doc__)
    parser.add_argument("--role", action="append", default=[], help="only this role; may be repeated")
    parser.add_argument("--width", action="append", type=int, choices=list(browsers.WIDTHS), help="only this width")
    parser.add_argument("--scripts", choices=("both", "on", "off"), default="both", help="with or without JavaScript")
    parser.add_argument("--most", type=int, metavar="N", help="at most N pages a walk")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="keep a picture of every page in this folder")
    return parser.parse_args()


def _told(walks: list[Findings]) -> list[str]:
    """Return every fault once, with the ways on which it was met."""
    met: dict[tuple[str, str], list[tuple[str, Way]]] = {}
    for walk in walks:
        for key, where in walk.faults.items():
            met.setdefault(key, []).append((where[0], walk.way))
    lines: list[str] = []
    for (shape, fault), places in sorted(met.items()):
        first, way = places[0]
        more = f", and on {len(places) - 1} more ways" if places[1:] else ""
        lines.append(f"{shape}: {fault}\n    {first} as {way}{more}")
    return lines


def main() -> int:
    """Walk, print what was found, and say whether anything was."""
    wanted = _read()
    if browsers.find_chromium() is None:
        print(browsers.HOW_TO_GET, file=sys.stderr)
        return 2
    walks, weights = [], Weights()
    with world() as made, browsers.started() as browser:
        for language, ways in groupby(_ways(wanted), key=lambda way: way.language):
            with made.serve(OFFERED if language in OFFERED else language) as base:
                for way in ways:
                    most = wanted.most or (MOST if way.role in FULL else MOST_OF_OTHERS)
                    found = Walk(made, base, way, weights, wanted.pictures).run(browser, most)
                    walks.append(found)
                    pages, shapes = found.shapes.total(), len(found.shapes)
                    print(f"{way}: {pages} pages of {shapes} shapes, {len(found.faults)} faults", flush=True)
    faults = _told(walks)
    print(*faults, sep="\n")
    heaviest = sorted({(kb, shape) for walk in walks for shape, kb in walk.weights.items()}, reverse=True)[:5]
    print("The heaviest first views: " + ", ".join(f"{shape} {size / 1000:.0f} kB" for size, shape in heaviest))
    print(f"{sum(walk.shapes.total() for walk in walks)} pages on {len(walks)} ways, {len(faults)} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
