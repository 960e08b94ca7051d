"""The walk of the README, as it is told there: from a list in a file to a donor report, and the import taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.walk import importing, releasing, reporting
from tests.journeys.walk.steps import become

pytestmark = pytest.mark.browser
SCREENS = [pytest.param((1280, True), id="1280-js"), pytest.param((360, False), id="360-nojs")]


@pytest.mark.parametrize("lone_visitor", SCREENS, indirect=True)
def test_from_a_list_to_a_report_and_back(lone_visitor: Visitor, tmp_path: Path) -> None:
    visitor = lone_visitor
    importing.prepare(visitor)
    visitor.sign_in(cast.COORDINATOR)

    importing.upload(visitor)
    importing.choose_columns(visitor)
    importing.check(visitor)
    importing.decide_duplicate(visitor)
    importing.run(visitor)
    importing.open_person(visitor)
    sentenced = importing.record_verdict(visitor)

    batch = releasing.announce(visitor)
    releasing.name(visitor)
    releasing.decide(visitor)
    freed = releasing.confirm(visitor, batch)
    releasing.see_it_in_the_case(visitor, freed, batch)

    reporting.raise_case(visitor, sentenced)
    report = reporting.build_report(visitor)
    reporting.publish(visitor, report)
    reporting.verify_file(visitor, report, tmp_path)
    reporting.audit(visitor)

    become(visitor, cast.COORDINATOR)
    importing.take_back(visitor, ["Журавінскі Аляксей", releasing.FREED, releasing.MATCHED])
