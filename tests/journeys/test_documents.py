"""A caseworker adds a document, is told what is wrong with a file, takes it out, takes it back, and puts it back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.factories import files
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser


@every_screen
def test_from_a_file_to_a_document_and_back(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.sign_in(cast.CASEWORKER)
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(
        f"Проба Дакументная-{visitor.width}{'а' if visitor.javascript else 'б'}"
    )
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name="register", exact=False).last.click()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Year of the first detention or charge").fill("2021")
    visitor.press("Open the case", within="main")
    visitor.follow("Documents", within="main")
    visitor.shoot("documents-empty")

    visitor.follow("Add a document", within="main")
    visitor.shoot("documents-new")
    wrong, right = tmp_path / "verdict.pdf", tmp_path / "face.jpg"
    wrong.write_bytes(files.a_zip({"a.txt": b"a"}))
    right.write_bytes(files.a_picture("JPEG", place=True, size=(1600, 900)))
    if visitor.javascript:
        # A page without scripts learns of it from the server alone.
        large = tmp_path / "large.pdf"
        with large.open("wb") as out:
            out.truncate(51 * 1024**2)
        page.get_by_label("File", exact=True).set_input_files(large)
        expect(page.locator("main")).to_contain_text("This file is larger than 50 MB.")
    page.get_by_label("File", exact=True).set_input_files(wrong)
    page.get_by_label("Title", exact=True).fill("Будынак суда")
    page.get_by_label("What it is", exact=True).select_option("photograph")
    page.get_by_role("textbox", name="Note").fill("From the lawyer")
    visitor.press("Add the document", within="main")
    expect(page.locator("main")).to_contain_text("This file is named .pdf but is a ZIP archive.")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Будынак суда")
    visitor.shoot("documents-refused")
    page.get_by_label("File", exact=True).set_input_files(right)
    visitor.press("Add the document", within="main")
    expect(page.locator("main")).to_contain_text("From the lawyer")
    expect(page.locator("main img")).to_have_count(1)
    assert page.locator("main img").evaluate("(image) => image.complete && image.naturalWidth") == 1200
    visitor.shoot("documents-document")

    with page.expect_download() as begun:
        page.locator("main").get_by_role("link", name="Download", exact=True).click()
    taken = begun.value
    assert taken.suggested_filename.startswith("BY-2021-")
    assert Path(taken.path()).read_bytes() == right.read_bytes()
    page.reload()
    visitor.look()
    expect(page.get_by_role("region", name="Who took it out")).to_contain_text(cast.CASEWORKER.name)

    visitor.follow("Documents", within="main")
    visitor.shoot("documents-list")
    visitor.follow("Будынак суда", within="main")
    visitor.follow("Amend", within="main")
    visitor.shoot("documents-edit")
    page.go_back()
    visitor.follow("Take back", within="main")
    page.get_by_label("Why is it taken back?").fill("Of another case")
    visitor.shoot("documents-withdraw")
    visitor.press("Take the document back", within="main")
    visitor.follow("1 document was taken back", within="main")
    visitor.follow("Будынак суда", within="main")
    expect(page.locator("main")).to_contain_text("Of another case")
    visitor.shoot("documents-withdrawn")
    visitor.press("Put it back", within="main")
    expect(page.get_by_role("link", name="Download", exact=True)).to_be_visible()
