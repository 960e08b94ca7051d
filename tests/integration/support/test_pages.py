"""The pages of the ledger, as people go through them without scripts."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from flask import Flask

from case_mgr.extensions import db
from case_mgr.support import queries, service
from tests import cast
from tests.client import PageClient
from tests.factories import files
from tests.factories.people import a_case
from tests.factories.support import a_grant, a_share, ago, an_entry, approved, paid


def day(name: str, value: date) -> dict[str, Any]:
    """Return the boxes of a day."""
    return {f"{name}__{part}": str(getattr(value, part)) for part in ("day", "month", "year")}


def test_an_entry_from_the_form_to_the_statement(here: Flask, client: PageClient) -> None:
    case, grant, other = a_case(), a_grant(None, ("A", "100")), a_grant(currency="USD")
    db.session.commit()
    line = grant.lines[0].public_id
    client.sign_in(cast.CASEWORKER)
    assert "Nothing was spent in this case" in client.visit(f"/cases/{case.reference}/support").text
    form = client.visit(f"/support/new?case={case.reference}")
    told: dict[str, Any] = {
        "kind": "legal",
        "amount": "1 200,50",
        "currency": "eur",
        "helped": "person",
        "shares-0-target": line,
    }
    told |= day("happened", ago(9))
    for change, words in (
        ({"amount": "-3"}, "above zero"),
        ({"currency": "XXQ"}, "three letters"),
        ({"shares-0-target": ""}, "Choose the grant"),
        ({"shares-1-target": other.public_id, "shares-1-rate": "nonsense"}, "Enter the rate in digits"),
        ({"shares-1-target": other.public_id, "shares-1-amount": "2000"}, "shares make"),
        (day("happened", ago(-900)), "outside the period"),
        ({"case": "BY-1999-00001"}, "no such case"),
    ):
        page = client.submit(form, 422, **told | change)
        assert words in page.text
        assert 'value="1 200,50"' in page.html or "amount" in change
    page = client.submit(form, **told)
    assert "Somebody else approves it" in page.text
    assert "over budget" not in page.text
    assert "This is not part of the current balance" in page.text
    assert cast.COORDINATOR.name in page.text
    address = page.path
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit(address))
    assert "The entry was approved." in page.text
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    form = client.visit(client.visit(address).links["Write the payment down"])
    assert "not come yet" in client.submit(form, 422, **day("day", ago(-1))).text
    page = client.submit(form, **day("day", ago(3)))
    assert "Receipt missing" in page.text
    assert "S-000001" in client.visit("/support?unproved=y").text
    form = client.visit(client.visit(address).links["Add a receipt"])
    assert "Choose a file" in client.submit(form, 422).text
    assert "web page" in client.submit(form, 422, file=(BytesIO(files.PAGE), "receipt.html")).text
    page = client.submit(form, file=(BytesIO(files.a_pdf()), "receipt.pdf"))
    assert "0 entries" in client.visit("/support?unproved=y").text
    taken = client.get(page.links["Take it out"])
    assert (taken.data, taken.mimetype) == (files.a_pdf(), "application/pdf")
    page = client.submit(client.visit(page.links["Confirm that it arrived"]), note="By letter")
    assert "arrived" in page.text
    assert "S-000001" in client.visit(f"/cases/{case.reference}/support").text
    client.sign_out()
    client.sign_in(cast.REVIEWER)
    shown = client.visit(f"/support?kind=legal&state=confirmed&grant={grant.public_id}")
    assert "1,200.50" in shown.text
    assert "0 entries" in client.visit("/support?state=void").text
    statement = client.visit(f"/grants/{grant.public_id}/statement")
    assert "over budget" in statement.text
    assert "Checked by" in statement.text
    assert "B-" in statement.text
    assert case.detainee.name not in statement.html
    nothing = "&".join(f"until-{part}={getattr(ago(60), part)}" for part in ("day", "month", "year"))
    assert "Nothing was paid" in client.visit(f"/grants/{grant.public_id}/statement?{nothing}").text


def test_a_grant_is_amended_given_lines_and_closed(here: Flask, client: PageClient) -> None:
    grant = a_grant()
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/grants/{grant.public_id}")
    line = client.visit(page.links["Add a line to the budget"])
    assert "above zero" in client.submit(line, 422, code="1.1", title="Lawyers", amount="-4").text
    page = client.submit(line, code="1.1", title="Lawyers", amount="5.000,00")
    assert "5,000.00" in page.text
    assert "within budget" in page.text
    edit, late = (client.visit(page.links["1.1 Lawyers"]) for _ in range(2))
    page = client.submit(edit, amount="6000")
    assert "6,000.00" in page.text
    assert client.submit(late, 409, amount="7000").text.count("7000") == 1
    edit, late = (client.visit(page.links["Amend the grant"]) for _ in range(2))
    assert "ends before" in client.submit(edit, 422, **day("ends", ago(3000))).text
    assert "was amended" in client.submit(edit, donor="Beacon Fund").text
    assert "Beacon Fund" in client.submit(late, 409, donor="Tower Fund").text
    form = client.visit(page.links["Close the books"])
    assert "days that are over" in client.submit(form, 422, **day("until", ago(0))).text
    page = client.submit(client.visit(page.links["Close the books"]), **day("until", ago(30)))
    assert "Nothing is booked in a closed period any more" in page.text
    assert (
        "closed up to" in client.submit(client.visit(page.links["Close the books"]), 422, **day("until", ago(40))).text
    )


def test_void_reversal_and_rate_by_page(here: Flask, client: PageClient) -> None:
    grant = a_grant()
    waits, spent = an_entry(a_share(grant)), paid(an_entry(a_share(grant), currency="BYN", amount="100"))
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    assert "100.00 BYN were paid without an exchange rate" in client.visit(f"/grants/{grant.public_id}").text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    page = client.visit(f"/support/{spent.public_id}")
    form = client.visit(page.links["Give the rate"])
    assert "Enter the source" in client.submit(form, 422, rate="0.3", **day("day", ago(3))).text
    page = client.submit(form, rate="0.3", source="National bank", **day("day", ago(3)))
    assert "30.00" in page.text
    form = client.visit(page.links["Reverse it"])
    assert "Write why." in client.submit(form, 422, reason="").text
    page = client.submit(form, reason="Paid twice")
    assert "It was reversed by" in page.text
    assert "-30.00" in client.visit(page.links["S-000003"]).text
    form = client.visit(client.visit(f"/support/{waits.public_id}").links["Make it void"])
    assert "stays in the ledger" in client.submit(form, reason="Not needed").text
    client.visit("/support/nonsense", 404)
    client.sign_out()
    client.sign_in(cast.STRANGER)
    for entry in (waits, spent):
        client.visit(f"/support/{entry.public_id}", 404)
    client.sign_out()
    client.sign_in(cast.ADVOCACY_OFFICER)
    client.visit("/support", 403)
    assert "What was spent" not in client.visit(f"/grants/{grant.public_id}").text


def test_what_somebody_did_meanwhile_is_said(here: Flask, client: PageClient) -> None:
    entry = an_entry(a_share(a_grant()))
    approved(entry)
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    form = client.visit(f"/support/{entry.public_id}/pay")
    service.void(cast.COORDINATOR.actor(), entry.public_id, "Not needed")
    db.session.commit()
    assert "meanwhile" in client.submit(form, 409, **day("day", ago(1))).text
    assert queries.get_entry(cast.CASEWORKER.actor(), entry.public_id).row.state == "void"
