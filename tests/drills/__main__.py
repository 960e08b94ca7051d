"""Runs the heavy drills, each bounded in time; status 1 when one found something."""

from __future__ import annotations

import argparse
import logging
import secrets
import sys

from tests.databases import HOW_TO_GET_POSTGRES, KINDS, Databases
from tests.drills import kill, tamper
from tests.drills.ground import Budget, Failed, grounds

DRILLS = {"tamper": tamper.run, "kill": kill.run}
SECONDS = 170


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev drill", description=__doc__)
    parser.add_argument("--only", choices=list(DRILLS), action="append", help="only this drill; may be repeated")
    parser.add_argument("--on", choices=KINDS, action="append", help="only on this database; may be repeated")
    parser.add_argument("--seconds", type=int, default=SECONDS, help=f"how long one may take (default {SECONDS})")
    parser.add_argument("--seed", type=int, help="the dice of an earlier run, as it was printed")
    return parser.parse_args()


def _kinds(databases: Databases, wanted: list[str]) -> list[str]:
    """Return the databases that there are; what is missing is said."""
    if "postgres" not in wanted:
        return wanted
    try:
        _ = databases.postgres.address
    except Exception as error:  # noqa: BLE001 - whatever the reason, it is said
        print(f"Not run on PostgreSQL: {HOW_TO_GET_POSTGRES} ({type(error).__name__}: {error})", file=sys.stderr)
        return [kind for kind in wanted if kind != "postgres"]
    return wanted


def main() -> int:
    """Run what is wanted, and say what was found."""
    wanted = _read()
    seed = secrets.randbelow(10**6) if wanted.seed is None else wanted.seed
    logging.disable(logging.WARNING)
    failed = 0
    print(f"seed {seed}", flush=True)
    with grounds() as databases:
        for kind in _kinds(databases, wanted.on or list(KINDS)):
            for name in wanted.only or DRILLS:
                budget = Budget(wanted.seconds)
                try:
                    said = DRILLS[name](databases, kind, seed, budget)
                except Failed as fault:
                    failed += 1
                    said = f"FAILED: {fault}"
                print(f"{name} on {kind}, {budget.spent:.0f} s: {said}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
