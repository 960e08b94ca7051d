"""What was known when: the facts of today without what was recorded only later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from case_mgr.reports.types import Facts


def known_by(facts: Facts, moment: datetime) -> Facts:
    """Return the facts without what was recorded only later; what was corrected since stands as it is now."""
    return replace(
        facts,
        persons={key: person for key, person in facts.persons.items() if person.registered <= moment},
        cases={key: case for key, case in facts.cases.items() if facts.persons[case.person].registered <= moment},
        events={
            case: tuple(event for event in events if event.recorded is None or event.recorded <= moment)
            for case, events in facts.events.items()
            if facts.persons[facts.cases[case].person].registered <= moment
        },
        recognitions=tuple(
            fact
            for fact in facts.recognitions
            if (fact.recorded is None or fact.recorded <= moment) and facts.persons[fact.person].registered <= moment
        ),
        requests=tuple(fact for fact in facts.requests if fact.recorded is None or fact.recorded <= moment),
        entries=tuple(fact for fact in facts.entries if fact.recorded is None or fact.recorded <= moment),
    )
