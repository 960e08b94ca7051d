"""`./dev bench`: prints ratios; nothing fails here, a reader compares."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator

from benchmarks import audit, candidates, dryrun, imports, pages, report, scale, stock
from benchmarks.names import run as names

KINDS = ("names", "dryrun", "import", "candidates", "audit", "pages", "stock", "report")


def main() -> None:
    """Run the chosen benchmarks."""
    wanted = _asked()
    logging.disable(logging.WARNING)
    if wanted.scale and wanted.only == "import":
        lines: Iterator[str] = imports.scaled(wanted.rows or 1000, wanted.scale, wanted.postgres, wanted.on)
    elif wanted.scale:
        kinds = [wanted.on] if wanted.on else list(scale.KINDS)
        lines = scale.run(wanted.scale, kinds, wanted.postgres, wanted.page)
    else:
        lines = (line for kind in KINDS if wanted.only in (None, kind) for line in _run(kind, wanted))
    for line in lines:
        print(line, flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--rows", type=int, help="rows of the list (default 1000 to import, 1000000 for the dry run)")
    parser.add_argument("--people", type=int, default=10_000, help="people behind the pages (default 10000)")
    parser.add_argument(
        "--scale",
        type=int,
        metavar="PEOPLE",
        help="pages against memory (100000 is the full scale); with --only import what a row costs among so many",
    )
    parser.add_argument("--on", choices=scale.KINDS, help="one database of --scale (default both)")
    parser.add_argument("--page", default="", metavar="WORDS", help="only the pages of --scale with these words")
    parser.add_argument("--postgres", metavar="URL", help="measure the import on this empty database too")
    parser.add_argument("--only", choices=KINDS, help="run one of them")
    parser.add_argument("--names", type=int, default=5000, help="people in the made gallery (default 5000)")
    parser.add_argument("--long", type=int, nargs="+", default=[100_000], help="lengths of lists for names match")
    parser.add_argument(
        "--among", type=int, default=20_000, help="people among whom candidates are sought; 1000000 is the full scale"
    )
    parser.add_argument("--cases", type=int, default=10_000, help="cases of the report; 100000 is the full scale")
    return parser.parse_args()


def _run(kind: str, wanted: argparse.Namespace) -> Iterator[str]:
    match kind:
        case "names":
            yield from names.run(max(100, wanted.names // 5), wanted.names, tuple(wanted.long))
        case "dryrun":
            yield from dryrun.run(wanted.rows or 1_000_000)
        case "import":
            yield from imports.run(wanted.rows or 1000, wanted.postgres)
        case "candidates":
            yield from candidates.run(wanted.among, wanted.postgres)
        case "stock":
            yield from stock.run(wanted.among, wanted.postgres)
        case "audit":
            yield from audit.run(wanted.rows or 1_000_000, wanted.postgres)
        case "report":
            yield from report.run(wanted.cases, wanted.postgres)
        case _:
            yield f"Pages at {wanted.people} people, as a multiple of an empty Flask page (medians, in turn):"
            for name, ratio, figures in pages.run(wanted.people):
                yield f"  {name:28} {ratio:7.1f} ×   {figures}"


main()
