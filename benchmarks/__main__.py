"""`./dev bench`: prints ratios; nothing fails here, a reader compares."""

from __future__ import annotations

import argparse
import logging

from benchmarks import imports, pages, scale
from benchmarks.names import run as names


def main() -> None:
    """Run the chosen benchmarks."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1000, help="rows of the imported list (default 1000)")
    parser.add_argument("--people", type=int, default=10_000, help="people behind the pages (default 10000)")
    parser.add_argument("--scale", type=int, metavar="PEOPLE", help="pages against memory; 100000 is the full scale")
    parser.add_argument("--on", choices=scale.KINDS, help="one database of --scale (default both)")
    parser.add_argument("--page", default="", metavar="WORDS", help="only the pages of --scale with these words")
    parser.add_argument("--postgres", metavar="URL", help="measure the import on this empty database too")
    parser.add_argument("--only", choices=("import", "pages", "names"), help="run one of them")
    parser.add_argument("--names", type=int, default=5000, help="people in the made gallery (default 5000)")
    parser.add_argument("--long", type=int, nargs="+", default=[100_000], help="lengths of lists for names match")
    wanted = parser.parse_args()
    logging.disable(logging.WARNING)
    if wanted.scale:
        kinds = [wanted.on] if wanted.on else list(scale.KINDS)
        for line in scale.run(wanted.scale, kinds, wanted.postgres, wanted.page):
            print(line, flush=True)
        return
    if wanted.only in (None, "names"):
        for line in names.run(max(100, wanted.names // 5), wanted.names, tuple(wanted.long)):
            print(line, flush=True)
    if wanted.only in (None, "import"):
        for line in imports.run(wanted.rows, wanted.postgres):
            print(line, flush=True)
    if wanted.only in (None, "pages"):
        print(f"Pages at {wanted.people} people, as a multiple of an empty Flask page (medians, in turn):")
        for name, ratio, figures in pages.run(wanted.people):
            print(f"  {name:28} {ratio:7.1f} ×   {figures}", flush=True)


main()
