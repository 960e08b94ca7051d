"""Biographies keep every version; a photograph is shown on the person's page to readers, and kept encrypted."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from case_mgr.detainees import queries
from case_mgr.files import blobs
from tests import cast
from tests.client import PageClient
from tests.integration import records


def picture(colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 400), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.CASEWORKER)
    return client


def test_a_biography_is_told_in_each_language_and_keeps_its_versions(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    here = f"/people/{public_id}/biography"
    form = worker.visit(f"{here}/be")
    assert "Write the biography" in worker.submit(form, 422, text="").text
    worker.submit(form, text="Нарадзіўся ў Гродне.\nНастаўнік.")
    page = worker.submit(worker.visit(f"{here}/en"), text="A teacher from Hrodna.", ready="y")
    assert "Draft" in page.text
    assert "Ready" in page.text
    page = worker.submit(worker.visit(f"{here}/en"), text="A teacher.", ready="y")
    assert "Hrodna" not in page.text
    versions = worker.visit(f"{here}/en/versions").text
    assert "Version 2" in versions
    assert "A teacher from Hrodna." in versions
    assert "Belarusian, English" in worker.visit(f"/people/{public_id}").text
    worker.submit(worker.visit(f"{here}/en"))
    assert "Version 3" not in worker.visit(f"{here}/en/versions").text
    history = worker.visit(f"/people/{public_id}/history").text
    assert "A biography was written" in history
    assert "teacher" not in history
    worker.visit(f"{here}/zz", 404)


def test_a_stale_biography_shows_both_texts(worker: PageClient, another_client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    here = f"/people/{public_id}/biography/en"
    form = worker.visit(here)
    another_client.sign_in(cast.SECOND_CASEWORKER)
    another_client.submit(another_client.visit(here), text="Written meanwhile.")
    page = worker.submit(form, 409, text="Written by me.")
    assert "Written meanwhile." in page.text
    assert "Written by me." in page.text
    assert "Tomas Ilves" in page.text


def test_a_photograph_is_shown_to_readers_and_to_nobody_else(worker: PageClient, another_client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), "Тарас Вярбіцкі")
    form = worker.visit(f"/people/{public_id}/photograph")
    assert "Choose a picture" in worker.submit(form, 422).text
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    page = worker.submit(form, 422, photo=(BytesIO(svg), "face.jpg"), source="kept")
    assert "not a whole JPEG or PNG" in page.text
    assert page.root.all("input", name="source")[0].get("value") == "kept"
    page = worker.submit(form, photo=(BytesIO(picture()), "Тарас.jpg"), source="the family")
    shown = page.main.all("img")[0].get("src") or ""
    assert public_id in shown
    assert "Тарас" not in shown
    response = worker.get(shown)
    assert response.mimetype == "image/jpeg"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    with Image.open(BytesIO(response.get_data())) as seen:
        assert seen.size == (300, 400)
    assert not any(b"JFIF" in path.read_bytes() for path in _files(worker))
    for member, status in ((cast.DATA_CLERK, 200), (cast.AUDITOR, 403), (cast.STRANGER, 404)):
        another_client.sign_in(member)
        assert another_client.get(shown).status_code == status
        another_client.sign_out()


def _files(worker: PageClient) -> list:
    with worker.application.app_context():
        return list(blobs.list_all())


def test_a_new_photograph_takes_the_place_of_the_old_one_and_a_removed_one_is_gone(worker: PageClient) -> None:
    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    here = f"/people/{public_id}/photograph"
    before = len(_files(worker))
    old = worker.submit(worker.visit(here), photo=(BytesIO(picture()), "a.jpg")).main.all("img")[0].get("src") or ""
    new = worker.submit(worker.visit(here), photo=(BytesIO(picture("red")), "b.jpg")).main.all("img")[0].get("src")
    assert new != old
    assert worker.get(old).status_code == 404
    assert len(_files(worker)) == before + 1
    page = worker.submit(worker.visit(f"{here}/remove"))
    assert not page.main.all("img")
    assert worker.get(new or "").status_code == 404
    assert len(_files(worker)) == before
    assert queries.find_photograph(who, public_id) is None
