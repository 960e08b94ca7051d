"""The law in a case through its pages."""

import pytest
from flask import Flask

from case_mgr.cases import service as cases
from case_mgr.cases.types import CustodyDraft, EventDraft
from tests import cast
from tests.client import PageClient
from tests.factories import law
from tests.integration import records


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.CASEWORKER)
    return client


def open_case(*events: tuple[str, str]) -> str:
    """Open a case of somebody new."""
    actor = cast.CASEWORKER.actor()
    return records.case(actor, records.person(actor, "Тарас Вярбіцкі", born="1980")[0], *events)


def told_of(worker: PageClient, ref: str, kind: str) -> int:
    """How many events of a kind the timeline tells of."""
    return [title.text for title in worker.visit(f"/cases/{ref}/timeline").root.all("h3")].count(kind)


def test_the_charges_as_written_are_offered_and_recorded(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    page = worker.visit(f"/cases/{ref}/legal")
    assert "1 article read from the text is not recorded yet" in page.text
    assert "Вярбіцкі" not in page.title
    form = worker.visit(page.links["Check and record"])
    assert "1 article read from the text; check it" in form.text
    assert "Article 361-4 Criminal Code – Assisting extremist activity" in form.text
    page = worker.submit(form, happened__year="2021", happened__month="6", source="L1")
    assert page.path == f"/cases/{ref}/legal"
    assert "1 charge was recorded" in page.text
    assert "Brought, June 2021" in page.text
    assert "not recorded yet" not in page.text
    assert "Charged" in page.text
    timeline = worker.visit(f"/cases/{ref}/timeline")
    assert "Charge brought" in timeline.text
    assert "June 2021" in timeline.text


def test_a_text_is_read_again_before_anything_is_recorded(worker: PageClient) -> None:
    ref = open_case()
    form = worker.visit(f"/cases/{ref}/legal/charges/new")
    page = worker.submit(form, 422, text="ч.1 ст.342, ст. 369 УК и нечто", happened__year="2021")
    assert "The text has changed" in page.text
    assert "2 articles read from the text; check them" in page.text
    assert "нечто" in page.main.all("bdi")[-1].text
    assert "No charge is recorded" in worker.visit(f"/cases/{ref}/legal").text
    page = worker.submit(page, chosen=["1"])
    assert "1 charge was recorded" in page.text
    assert "Article 369 Criminal Code" in page.text
    assert (
        "Article 342 part 1"
        not in page.text.partition("Charges as written")[2].partition("Sentences")[0].partition("Record charges")[2]
    )


def test_an_unknown_article_needs_a_word_of_somebody(worker: PageClient) -> None:
    ref = open_case()
    form = worker.submit(worker.visit(f"/cases/{ref}/legal/charges/new"), button="read", text="ст. 471 УК, ст. 3611 УК")
    assert "The vocabulary has no article 471" in form.text
    assert "Then write 361-1" in form.text
    page = worker.submit(form, 422, happened__year="2021")
    assert page.title.startswith("Error:")
    assert "#as_written" in page.links.values()
    page = worker.submit(page, as_written="y")
    assert "2 charges were recorded" in page.text
    assert "Not in the vocabulary" in page.text


def test_nothing_readable_is_refused_at_the_text(worker: PageClient) -> None:
    ref = open_case()
    form = worker.submit(worker.visit(f"/cases/{ref}/legal/charges/new"), button="read", text="за политику")
    page = worker.submit(form, 422)
    assert "No article was read from this text" in page.text
    assert "за политику" in page.html


def test_an_event_of_the_timeline_is_offered_and_not_written_twice(worker: PageClient) -> None:
    ref = open_case(*records.HELD, ("charge", "2021-06-04"), ("verdict", "2021-11-03"))
    form = worker.visit(f"/cases/{ref}/legal/charges/new")
    page = worker.submit(form)
    assert "Brought, 4 June 2021" in page.text
    assert told_of(worker, ref, "Charge brought") == 1
    page = worker.submit(worker.visit(f"/cases/{ref}/legal/sentences/new"), kind="deprivation_of_liberty", years="2")
    assert "Verdict, 3 November 2021" in page.text
    assert told_of(worker, ref, "Guilty verdict") == 1
    # The event is told of now: another charge is another event, unless somebody says otherwise.
    form = worker.visit(f"/cases/{ref}/legal/charges/new")
    assert not [o for o in form.root.all("option") if o.get("selected") is not None and o.get("value")]
    worker.submit(worker.visit(f"/cases/{ref}/legal/detention/new"), forces="riot police")
    assert told_of(worker, ref, "Detention") == 1


def test_days_left_at_the_release(worker: PageClient) -> None:
    ref = open_case(("detention", "2022-04-20"))
    law.a_sentence(ref, day="2022-04-20", term_from=law.on("2022-04-20"), by=cast.CASEWORKER.actor())
    cases.record_event(cast.CASEWORKER.actor(), ref, EventDraft("left_facility", law.on("2024-04-19"), reason="seen"))
    page = worker.visit(f"/cases/{ref}/legal")
    assert "19 April 2025" in page.text
    assert "365 days were left at the release" in page.text
    assert "verify the release" not in page.text
    assert "365 days were left at the release" in worker.visit(f"/cases/{ref}").text


def test_a_requalification_links_the_new_charge(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    law.charges(ref, "ч. 1 ст. 342 УК", by=cast.CASEWORKER.actor())
    page = worker.visit(f"/cases/{ref}/legal")
    form = worker.visit(page.links["Record what became of it: Article 342 part 1 Criminal Code"])
    bad = worker.submit(form, 422, state="requalified", text="ч. 1 ст. 342 УК", happened__year="2021")
    assert "This is the article that the charge has now" in bad.text
    page = worker.submit(bad, text="ч. 2 ст. 293 УК")
    assert "Became Article 293 part 2 Criminal Code" in page.text
    assert "Came of Article 342 part 1 Criminal Code" in page.text
    assert "Charge changed or dropped" in worker.visit(f"/cases/{ref}/timeline").text
    history = worker.visit(f"/cases/{ref}/history").text
    assert "What became of a charge was recorded" in history
    assert "Requalified" in history


def test_a_hearing_with_its_judge(worker: PageClient) -> None:
    ref = open_case(*records.HELD, ("charge", "2021-06"))
    form = worker.visit(f"/cases/{ref}/legal/hearings/new")
    page = worker.submit(form, 422, happened__year="2999", result="postponed")
    assert "A hearing that was not held yet has no result" in page.text
    assert "postponed" in page.html
    page = worker.submit(page, happened__year="2021", court="minsk-city", mode="closed", observer="W7")
    assert "Minsk City Court" in page.text
    assert "Closed hearing" in page.text
    assert "Observed by W7" in page.text
    form = worker.visit(page.links["Name an official"])
    page = worker.submit(form, 422, name="Зміцер Выдуманы")
    assert "Choose the part" in page.text
    page = worker.submit(page, part="judged", kind="judge", body="Minsk City Court")
    assert "The official was named" in page.text
    page = worker.visit(page.links["Зміцер Выдуманы"])
    assert "Выдуманы" not in page.title + page.path
    assert ref in page.text
    assert "Тарас Вярбіцкі" in page.text
    # The same name again: whether it is the same judge is asked, and never assumed.
    form = worker.visit(worker.visit(f"/cases/{ref}/legal").links["Name an official"])
    page = worker.submit(form, 422, name="Дмитрий Выдуманный", part="prosecuted", kind="prosecutor")
    assert "Say whether it is one of them" in page.text
    known = page.root.all("input", name="known")
    page = worker.submit(page, known=known[0].get("value"))
    page = worker.visit("/officials?words=Выдуманный")
    assert "Showing 1 official" in page.text
    assert "Дмитрий Выдуманный" in worker.visit(page.links["Зміцер Выдуманы"]).text


def test_a_hearing_is_completed_and_the_timeline_follows(worker: PageClient) -> None:
    ref = open_case(*records.HELD, ("charge", "2021-06"))
    law.a_hearing(ref, "2021-09", by=cast.CASEWORKER.actor())
    form = worker.visit(worker.visit(f"/cases/{ref}/legal").links["Amend: September 2021"])
    page = worker.submit(form, happened__month="10", result="postponed to spring")
    assert "October 2021" in page.text
    assert "postponed to spring" in page.text
    assert "October 2021" in worker.visit(f"/cases/{ref}/timeline").text
    # The form that was opened before is stale now.
    page = worker.submit(form, 409, result="something else", once="another")
    assert "postponed to spring" in page.text
    assert "something else" in page.text


def test_a_sentence_shows_its_estimate_and_its_rules(worker: PageClient) -> None:
    ref = open_case(("detention", "2022-01-10"), ("charge", "2022-01-20"))
    cases.record_custody(
        cast.CASEWORKER.actor(),
        ref,
        CustodyDraft("sizo-1", regime="pre_trial_custody", began=law.on("2022-01-10"), ended=law.on("2022-04-19")),
    )
    law.charges(ref, "ч. 1 ст. 342 УК", "2022-01-20", by=cast.CASEWORKER.actor())
    form = worker.visit(f"/cases/{ref}/legal/sentences/new")
    charge = form.root.all("input", name="convicted")[0].get("value")
    wrong = worker.submit(form, 422, kind="deprivation_of_liberty", years="three", happened__year="2022")
    assert "whole numbers" in wrong.text
    page = worker.submit(
        wrong,
        years="3",
        regime="general",
        convicted=[charge],
        happened__month="4",
        happened__day="20",
        term_from__year="2022",
        term_from__month="4",
        term_from__day="20",
    )
    # Three years from 20 April 2022 less 150 days for 100 in a remand prison.
    assert "Expected end: an estimate" in page.text
    assert "20 November 2024" in page.text
    assert "by this estimate the term has run out: verify the release" in page.text
    assert "100 days of custody count for 150 of the term" in page.text
    assert "Since 19 June 2021" in page.text
    assert "Convicted" in page.text
    assert "Sentenced" in page.text
    overview = worker.visit(f"/cases/{ref}")
    assert "Estimate: 20 November 2024" in overview.text
    assert "Deprivation of liberty, 3 years" in overview.text


def test_an_appeal_is_a_new_version_and_a_life_sentence_has_no_end(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    law.a_sentence(ref, by=cast.CASEWORKER.actor())
    form = worker.visit(
        worker.visit(f"/cases/{ref}/legal").links["Record what changed it: Deprivation of liberty, 3 years"]
    )
    assert "Choose what changed the sentence" in worker.submit(form, 422, happened__year="2022").text
    page = worker.submit(form, cause="appeal", years="2", months="6", happened__year="2022", once="second")
    assert "Holds now" in page.text
    assert "Deprivation of liberty, 2 years 6 months" in page.text
    assert "Deprivation of liberty, 3 years" in page.text
    stale = worker.submit(form, 422, cause="appeal", years="1", happened__year="2022", once="third")
    assert "Somebody recorded another version meanwhile" in stale.text
    other = open_case(*records.HELD)
    law.a_sentence(other, length=law.LIFE, kind="life", by=cast.CASEWORKER.actor())
    page = worker.visit(f"/cases/{other}/legal")
    assert "A sentence for life has no end to expect" in page.text


def test_detention_remedy_and_list(worker: PageClient) -> None:
    ref = open_case()
    page = worker.submit(
        worker.visit(f"/cases/{ref}/legal/detention/new"),
        kind="administrative_arrest",
        days="15",
        happened__year="2021",
        forces="riot police",
        warrant="not_shown",
        authority="district police",
        legal_basis="24.23",
    )
    assert "Administrative arrest, 2021" in page.text
    assert "Days of arrest 15" in page.text
    form = worker.visit(f"/cases/{ref}/legal/remedies/new")
    wrong = worker.submit(form, 422, step="appeal", outcome="not_taken")
    assert "Say why the step was not taken" in wrong.text
    page = worker.submit(wrong, why_not="no lawyer dared")
    assert "no lawyer dared" in page.text
    form = worker.visit(f"/cases/{ref}/legal/listings/new")
    page = worker.submit(form, state_list="extremists", number="1204", printed="Вербицкий Тарас", happened__year="2022")
    assert "Вербицкий Тарас" in page.text
    assert "still listed, as far as is known" in page.text
    form = worker.visit(page.links["Amend: List of people involved in extremist activity"])
    assert "The removal lies before the addition" in worker.submit(form, 422, removed__year="2020").text
    page = worker.submit(form, removed__year="2024", once="again")
    assert "Removed 2024" in page.text
    assert "Put on the list of extremists or terrorists" in worker.visit(f"/cases/{ref}/timeline").text


def test_a_record_is_taken_back_with_its_event(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    law.charges(ref, by=cast.CASEWORKER.actor())
    page = worker.visit(f"/cases/{ref}/legal")
    form = worker.visit(page.links["Take back: Article 342 part 1 Criminal Code"])
    assert "Say why it is taken back" in worker.submit(form, 422).text
    page = worker.submit(form, reason="another man", once="again")
    assert "No charge is recorded" in page.text
    assert "Detained" in page.text
    timeline = worker.visit(f"/cases/{ref}/timeline")
    assert "Taken back" in timeline.text
    assert "another man" in timeline.text
    worker.visit(form.path, 404)


def test_a_reader_sees_and_changes_nothing(here: Flask, client: PageClient) -> None:
    ref = open_case(*records.HELD)
    law.charges(ref, by=cast.CASEWORKER.actor())
    client.sign_in(cast.REVIEWER)
    page = client.visit(f"/cases/{ref}/legal")
    assert "Article 342 part 1" in page.text
    assert "Record charges" not in page.links
    client.visit(f"/cases/{ref}/legal/charges/new", 403)
