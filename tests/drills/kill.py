"""A worker dies by `kill -9` at random moments: the import is finished or taken back, nothing half, nothing twice."""

from __future__ import annotations

import io
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from case_mgr.audit import queries as log
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.detainees.models import Detainee, PersonName
from case_mgr.extensions import db
from case_mgr.imports import conditions, queries, service
from case_mgr.imports.models import Import
from case_mgr.imports.service import running
from case_mgr.imports.states import Outcome, State, Undo, Verdict
from case_mgr.jobs import leases
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import ENDED, JobState
from case_mgr.sources.models import ValueClaim
from case_mgr.web.transaction import READS
from tests import cast
from tests.databases import Database, Databases
from tests.drills.ground import COMMAND, Budget, audit_verify, environ, opened, require

ROWS = 600
# A block takes some tenths of a second; a worker is killed somewhere within a few of them.
LONGEST = 1.2
SYLLABLES = "ба ва га да жа за ка ла ма на па ра са та ха ча ша ві лі мі ні рэ сэ тэ ду лу му ну ру".split()


def make_list(dice: random.Random, rows: int = ROWS) -> str:
    """Write a list of invented people who are all different, each with an arrest that opens a case."""
    lines, used = ["Прозвішча;Імя;Дата нараджэння;Дата затрымання;Артыкул"], set()
    while len(lines) <= rows:
        name = tuple("".join(dice.choice(SYLLABLES) for _ in range(4)).capitalize() for _ in range(2))
        if name not in used:
            used.add(name)
            born, arrested = 1950 + len(used) % 50, 2020 + len(used) % 5
            lines.append(f"{name[0]};{name[1]};{1 + len(used) % 28:02}.05.{born};{arrested};342")
    return "\n".join(lines) + "\n"


@contextmanager
def working(database: Database) -> Iterator[subprocess.Popen[bytes]]:
    """Run `case-mgr worker`, and end it whatever happens."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "worker"],
        env=environ(database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


class Drill:
    """One list, the worker that dies over it, and what must hold after every death."""

    def __init__(self, database: Database, dice: random.Random, budget: Budget) -> None:
        self.database, self.dice, self.budget = database, dice, budget
        self.deaths = self.within = 0
        self.before = db.session.scalar(sa.select(sa.func.max(Detainee.id))) or 0
        self.public_id = self._checked()

    def begin(self, *, undo: bool = False) -> None:
        """Start the import, or take it back."""
        db.session.rollback()
        (service.undo if undo else service.start)(cast.CASEWORKER.actor(), self.public_id)
        db.session.commit()

    def kill(self, times: int, longest: float = LONGEST, *, after: int = 0) -> None:
        """Let a worker begin, and kill it; the next comes when the lease has ended, which is not waited for."""
        for _ in range(times):
            with working(self.database) as process:
                if self._await(process, _taken_over(self._job().holder, after)).state in ENDED:
                    return
                time.sleep(self.dice.uniform(0, longest))
                process.send_signal(signal.SIGKILL)
                process.wait()
            self.deaths += 1
            self.within += self._job().state == JobState.RUNNING
            self.look()
            late = clock.now() - leases.LEASE
            db.session.rollback()
            db.session.execute(sa.update(Job).where(Job.state == JobState.RUNNING).values(lease_until=late))
            db.session.commit()

    def finish(self) -> State:
        """Let a worker end the job; returns the state of the import."""
        with working(self.database) as process:
            self._await(process, lambda job: job.state in ENDED)
        self.look()
        return State(self._import().state)

    def count(self) -> dict[str, int]:
        """Count rows by what was done with them."""
        rows = list(queries.iterate(conditions.all_rows(self._import())))
        written = [row for row in rows if row.outcome == Outcome.CREATED]
        return {
            "ready": sum(row.verdict == Verdict.NEW for row in rows),
            "written": len(written),
            "standing": sum(row.undo != Undo.REVERSED for row in written),
        }

    def look(self) -> None:
        """Compare what the list says of its rows with what stands in the records."""
        imported = self._import()
        rows = [row for row in queries.iterate(conditions.all_rows(imported)) if row.outcome == Outcome.CREATED]
        people = {
            public_id: (number, withdrawn is not None)
            for public_id, number, withdrawn in db.session.execute(
                sa.select(Detainee.public_id, Detainee.id, Detainee.withdrawn_at).where(Detainee.id > self.before)
            )
        }
        own = {str(row.person) for row in rows}
        require(len(own) == len(rows), "two rows of the list made one person")
        require(own == people.keys(), f"{len(rows)} rows say that they were written, {len(people)} people are there")
        back = {str(row.person) for row in rows if row.undo == Undo.REVERSED}
        require(back == {who for who, (_, gone) in people.items() if gone}, "somebody was taken back in part")
        self._look_at_parts(people)
        standing = {row.line for row in rows if row.undo != Undo.REVERSED}
        claimed = set(db.session.scalars(sa.select(ValueClaim.line).where(ValueClaim.origin == self.public_id)))
        require(claimed == standing, "the sources of rows are not those of the rows that stand")
        job = self._job()
        if job.kind == running.KIND:
            require(job.done == len(rows), f"the job says {job.done} rows, {len(rows)} were written")
        require(log.verify().ok, "the log does not verify")
        db.session.rollback()

    def _look_at_parts(self, people: dict[str, tuple[int, bool]]) -> None:
        """Everybody has one name and one case, which goes with them."""
        names = Counter(db.session.scalars(sa.select(PersonName.detainee_id)))
        cases: dict[int, list[bool]] = {}
        for number, withdrawn in db.session.execute(sa.select(Case.detainee_id, Case.withdrawn_at)):
            cases.setdefault(number, []).append(withdrawn is not None)
        for number, gone in people.values():
            require(names[number] == 1, f"a person has {names[number]} names")
            require(cases.get(number) == [gone], "a person has not exactly one case that goes with them")

    def _checked(self) -> str:
        db.session.rollback()
        who = cast.CASEWORKER.actor()
        public_id = service.stage(who, io.BytesIO(make_list(self.dice).encode()), "list.csv").public_id
        service.map_as_asked(who, public_id, {}, None, "ask")
        service.check(who, public_id)
        db.session.commit()
        return public_id

    def _import(self) -> Import:
        self._read()
        return queries.get_row(cast.CASEWORKER.actor(), self.public_id)

    def _read(self) -> None:
        """Begin to look, without keeping the worker from writing."""
        db.session.rollback()
        db.session.connection(execution_options={READS: True})

    def _job(self) -> Job:
        self._read()
        own = sa.select(Job).where(Job.kind.startswith("import."))
        return db.session.scalars(own.order_by(Job.id.desc()).limit(1)).one()

    def _await(self, process: subprocess.Popen[bytes], arrived: Callable[[Job], bool]) -> Job:
        while not arrived(job := self._job()):
            require(process.poll() is None, "the worker ended by itself")
            require(not self.budget.over, "the time was over")
            time.sleep(0.02)
        return job


def _taken_over(dead: str | None, after: int) -> Callable[[Job], bool]:
    """Return whether another worker than the dead one has the job, and has come so far, or it has ended."""
    return lambda job: job.state in ENDED or (job.holder not in (None, dead) and job.done >= after)


def run(databases: Databases, kind: str, seed: int, budget: Budget) -> str:
    """Finish an import, take it back, and give one up, over dying workers; returns a sentence."""
    database, dice = databases.copy(kind), random.Random(seed)
    with opened(database):
        first = Drill(database, dice, budget)
        first.begin()
        first.kill(leases.TRIES - 2)
        state, counts = first.finish(), first.count()
        require(state in (State.DONE, State.AWAITING_DECISIONS), f"the import ended as {state}")
        require(counts["written"] == counts["ready"] > 0, f"not all was written: {counts}")
        first.begin(undo=True)
        first.kill(leases.TRIES - 2)
        state = first.finish()
        require((state, first.count()["standing"]) == (State.UNDONE, 0), f"taken back, it is {state}: {first.count()}")
        second = Drill(database, dice, budget)
        second.begin()
        # Once after a block, then so soon that the job is given up before it is done.
        second.kill(1, longest=0, after=1)
        second.kill(leases.TRIES - 1, longest=LONGEST / leases.TRIES)
        state, left = second.finish(), second.count()
        require(state is State.INTERRUPTED, f"killed too often, the import is {state}")
        require(0 < left["written"] < left["ready"], f"it was not given up in its midst: {left}")
        second.begin(undo=True)
        state = second.finish()
        require((state, second.count()["standing"]) == (State.UNDONE, 0), f"taken back, it is {state}")
    status, said = audit_verify(database)
    require(status == 0, f"at the end the log does not verify: {said}")
    deaths, within = first.deaths + second.deaths, first.within + second.within
    return (
        f"{counts['written']} rows over {deaths} deaths, {within} of them in the midst of the work: finished, taken "
        f"back; another list given up after {left['written']} of {left['ready']} rows and taken back; nothing half, "
        f"nothing twice; {said['entries']} entries verify"
    )
