"""What a file is, is told by its bytes; what is no document is refused with the sentence that helps."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from case_mgr.documents.content import Unfit, look, refusals
from case_mgr.documents.content.formats import ABOUT, ending_of
from case_mgr.documents.types import Caution, Format, Found
from tests.factories import files

GOOD = {
    "verdict.pdf": (files.a_pdf(), Format.PDF),
    "face.jpg": (files.a_picture("JPEG"), Format.JPEG),
    "face.JPEG": (files.a_picture("JPEG"), Format.JPEG),
    "face.png": (files.a_picture("PNG"), Format.PNG),
    "face.webp": (files.a_picture("WEBP"), Format.WEBP),
    "scan.tif": (files.a_picture("TIFF"), Format.TIFF),
    "face.heic": (files.a_heic(), Format.HEIC),
    "talk.mp3": (files.an_mp3(), Format.MP3),
    "tagged.mp3": (files.an_mp3(tagged=True), Format.MP3),
    "talk.opus": (files.an_ogg(), Format.OGG),
    "talk.oga": (files.an_ogg(b"\x01vorbis"), Format.OGG),
    "talk.m4a": (files.an_mp4(b"soun"), Format.M4A),
    "phone.mp4": (files.an_mp4(b"soun", brand=b"mp42"), Format.M4A),
    "talk.aac": (files.an_aac(), Format.AAC),
    "talk.wav": (files.a_wav(), Format.WAV),
    "talk.flac": (files.a_flac(), Format.FLAC),
    "letter.docx": (files.an_openxml(), Format.DOCX),
    "list.xlsx": (files.an_openxml(files.SHEET), Format.XLSX),
    "talk.pptx": (files.an_openxml(files.SLIDES), Format.PPTX),
    "letter.odt": (files.an_opendocument(), Format.ODT),
    "list.ods": (files.an_opendocument("spreadsheet"), Format.ODS),
    "talk.odp": (files.an_opendocument("presentation"), Format.ODP),
    "note.txt": (files.TEXT, Format.TXT),
    "wide.txt": ("Ліст".encode("utf-16"), Format.TXT),
    "old.txt": ("Письмо из колонии\n".encode("cp1251"), Format.TXT),
    "letter.eml": (files.MAIL, Format.EML),
    "without-ending": (files.a_pdf(), Format.PDF),
}
ZIP = files.a_zip({"a.txt": b"a"})
BAD = {
    "empty.pdf": (b"", refusals.EMPTY),
    "run.exe": (b"MZ" + bytes(100), refusals.PROGRAM),
    "photo.jpg": (b"\x7fELF" + bytes(100), refusals.PROGRAM),
    "lib.class": (b"\xca\xfe\xba\xbe" + bytes(100), refusals.PROGRAM),
    "app.zip": (files.a_zip({"classes.dex": b"d", "AndroidManifest.xml": b"m"}), refusals.PROGRAM),
    "run.sh": (b"#!/bin/sh\nrm -r /\n", refusals.SCRIPT),
    "run.vbs": (b'CreateObject("WScript.Shell")\r\n', refusals.SCRIPT),
    "run.bat": (b"@echo off\r\n", refusals.SCRIPT),
    "page.html": (files.PAGE, refusals.WEB_PAGE),
    "page.txt": (b"\xef\xbb\xbf  " + files.PAGE, refusals.WEB_PAGE),
    "wide.html": (b"\xff\xfe" + "<html><script>1</script>".encode("utf-16-le"), refusals.WEB_PAGE),
    "drawing.svg": (files.SVG, refusals.DRAWING),
    "drawing.png": (b'<?xml version="1.0"?>\n<!-- -->' + files.SVG, refusals.DRAWING),
    "prefixed.svg": (b"<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></s:svg>", refusals.DRAWING),
    "data.xml": (b'<?xml version="1.0"?><a/>', refusals.WEB_PAGE),
    "all.zip": (ZIP, refusals.ARCHIVE),
    "all.rar": (b"Rar!\x1a\x07\x01\0", refusals.ARCHIVE),
    "all.7z": (b"7z\xbc\xaf\x27\x1c", refusals.ARCHIVE),
    "all.gz": (b"\x1f\x8b\x08" + bytes(20), refusals.ARCHIVE),
    "all.tar": (b"a.txt" + bytes(252) + b"ustar\x0000", refusals.ARCHIVE),
    "film.mp4": (files.an_mp4(b"soun", b"vide"), refusals.VIDEO),
    "film.mkv": (b"\x1aE\xdf\xa3" + bytes(20), refusals.VIDEO),
    "film.ogg": (files.an_ogg(b"\x80theora"), refusals.VIDEO),
    "move.gif": (b"GIF89a" + bytes(20), refusals.OTHER_PICTURE),
    "letter.rtf": (b"{\\rtf1 x}", refusals.RICH_TEXT),
    "letter.doc": (files.an_old_office_file(), refusals.OLD_OFFICE),
    "locked.docx": (files.an_old_office_file("EncryptedPackage"), refusals.LOCKED_OFFICE),
    "locked.odt": (
        files.an_opendocument(more={"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        refusals.LOCKED_OFFICE,
    ),
    "macro.docx": (files.an_openxml(more={"word/vbaProject.bin": b"v"}), refusals.MACROS),
    "macro.docm": (files.an_openxml("application/vnd.ms-word.document.macroEnabled.main+xml"), refusals.MACROS),
    "macro.xlsx": (files.an_openxml(files.SHEET, {"xl/macrosheets/sheet1.xml": b"<m/>"}), refusals.MACROS),
    "renamed.docx": (files.an_openxml(more={"word/VBAPROJECT.BIN": b"v"}), refusals.MACROS),
    "elsewhere.docx": (
        files.an_openxml(types='<Override PartName="/x" ContentType="application/vnd.ms-office.vbaProject"/>'),
        refusals.MACROS,
    ),
    "macro.odt": (files.an_opendocument(more={"Basic/Standard/Module1.xml": b"<b/>"}), refusals.MACROS),
    "script.ods": (files.an_opendocument("spreadsheet", {"Scripts/python/a.py": b"1"}), refusals.MACROS),
    "template.docx": (
        files.an_openxml(
            more={"word/_rels/settings.xml.rels": files.a_relation("attachedTemplate", "https://bad.example/t.dotm")}
        ),
        refusals.TEMPLATE,
    ),
    "hidden.docx": (
        files.an_openxml(more={"word/_rels/document.xml.rels": files.a_relation("vba&#80;roject", "x.bin")}),
        refusals.MACROS,
    ),
    "written.docx": (
        files.an_openxml(types='<Override PartName="/x" ContentType="application/vnd.ms-office.vba&#80;roject"/>'),
        refusals.MACROS,
    ),
    "numbers.docx": (
        files.an_openxml(
            more={"word/_rels/a.rels": files.a_relation("attachedTemplate", "&#104;ttps://bad.example/?a=>")}
        ),
        refusals.TEMPLATE,
    ),
    "twice.docx": (
        files.an_openxml(more={"[content_types].xml": b"<Types/>"}),
        refusals.TWO_FILES,
    ),
    "bomb.png": (files.a_bomb(), refusals.PIXELS),
    "torn.docx": (files.an_openxml()[:-30], refusals.NOT_WHOLE),
    "torn.pdf": (files.a_pdf()[:200], refusals.NOT_WHOLE),
    "torn.jpg": (b"\xff\xd8\xff\xe0" + bytes(40), refusals.NOT_WHOLE),
    "letterless.eml": (b"Dear all,\n\nhello\n", refusals.NOT_WHOLE),
    "behind.pdf": (files.a_pdf() + ZIP, refusals.TWO_FILES),
    "before.pdf": (b"GIF, they say\n" + files.a_pdf(), refusals.TWO_FILES),
    "page-behind.pdf": (files.a_pdf() + b"<html>" * 400, refusals.TWO_FILES),
    "behind.png": (files.a_picture() + ZIP, refusals.TWO_FILES),
    "behind.docx": (files.an_openxml() + b"MZ", refusals.TWO_FILES),
    "nothing.dat": (bytes(range(256)), refusals.UNKNOWN),
    "list.csv": (b"a,b\n1,2\n", refusals.UNKNOWN),
}
MISNAMED = {
    "verdict.pdf": (ZIP, "a ZIP archive"),
    "photo.jpg": (files.a_pdf(), "a PDF document"),
    "letter.docx": (files.an_opendocument(), "an OpenDocument text"),
    "harmless.exe": (files.a_picture("JPEG"), "a JPEG picture"),
    "verdict.pdf ": (files.TEXT, "a plain text"),
    "face.png": (files.a_picture("JPEG"), "a JPEG picture"),
}


def see(content: bytes, name: str) -> Found:
    """Look at a file."""
    return look(BytesIO(content), len(content), name)


def test_what_other_programs_write_is_taken() -> None:
    workbook, picture = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(workbook, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_column("A1", [1, 2, 3])
        sheet.write_url("B1", "https://court.example/")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Sheet1!$A$1:$A$3"})
        sheet.insert_chart("C1", chart)
        sheet.insert_image("D9", "face.png", {"image_data": BytesIO(files.a_picture())})
    assert see(workbook.getvalue(), "list.xlsx") == Found(Format.XLSX)
    Image.new("RGB", (200, 300)).save(picture, "PDF")
    assert see(picture.getvalue(), "scan.pdf") == Found(Format.PDF)


def test_an_archive_with_an_endless_directory_is_not_opened() -> None:
    parts = {f"{number:06d}": b"" for number in range(60_000)}
    with pytest.raises(Unfit, match="unpacks to far more"):
        see(files.a_zip(parts), "a.docx")


@pytest.mark.parametrize("name", GOOD)
def test_a_document_is_told_by_its_content(name: str) -> None:
    content, format_ = GOOD[name]
    assert see(content, name) == Found(format_)


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_document_is_refused_with_its_sentence(name: str) -> None:
    content, sentence = BAD[name]
    with pytest.raises(Unfit) as refused:
        see(content, name)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("name", MISNAMED)
def test_a_name_that_belongs_to_another_kind_is_refused(name: str) -> None:
    content, what = MISNAMED[name]
    with pytest.raises(Unfit) as refused:
        see(content, name)
    assert refused.value.sentence == refusals.MISNAMED
    assert str(refused.value).startswith(f"This file is named .{ending_of(name)} but is {what}.")


@pytest.mark.parametrize(("ending", "plain"), [("doc", "docx"), ("xls", "xlsx"), ("ppt", "pptx"), ("msg", "eml")])
def test_an_old_office_file_says_as_what_it_is_to_be_saved(ending: str, plain: str) -> None:
    with pytest.raises(Unfit, match=f"save it as .{plain}"):
        see(files.an_old_office_file(), f"a.{ending}")


@pytest.mark.parametrize(
    ("body", "cautions"),
    [
        (b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>", (Caution.SCRIPT,)),
        (b"<< /S /J#61va#53cript /JS 5 0 R >>", (Caution.SCRIPT,)),
        (b"<< /S /Launch /F (calc) >>", (Caution.LAUNCH,)),
        (b"<< /Type /EmbeddedFile >>", (Caution.EMBEDDED,)),
        (b"<< /S /SubmitForm /F (x) >>", (Caution.SENDS,)),
        (files.packed(b"5 0 << /S /JavaScript /JS (1) >>"), (Caution.SCRIPT,)),
        (files.packed(b"5 0 << /S /Launch >>").replace(b"/ObjStm", b"/#4fbj#53tm"), (Caution.LAUNCH,)),
        (
            files.packed(b"5 0 << /S /Launch >>").replace(b"/FlateDecode", b"/LZWDecode").replace(b"\x78\x9c", b"\x80"),
            (Caution.LOCKED,),
        ),
        (files.packed(b"5 0 << /S /Launch >>").replace(b"\nendstream", b"")[:-9], (Caution.LOCKED,)),
        (b"<< /Title (The JavaScript of the court) >>", ()),
        (files.packed(b"5 0 << /Type /Page >>"), ()),
    ],
)
def test_what_a_pdf_would_do_is_said(body: bytes, cautions: tuple[Caution, ...]) -> None:
    assert see(files.a_pdf(body), "a.pdf") == Found(Format.PDF, cautions)


def test_a_pdf_with_a_password_says_that_it_could_not_be_looked_into() -> None:
    assert see(files.a_pdf(trailer=b"/Encrypt 4 0 R "), "a.pdf").cautions == (Caution.LOCKED,)


@pytest.mark.parametrize("far", [512 * 1024 - 20, 512 * 1024 - 5, 3 * 512 * 1024 - 11])
def test_nothing_hides_where_two_blocks_meet(far: int) -> None:
    body = b"<< /Length 1 >>\nstream\n" + bytes(far - 100) + b"/S /J#61vaScript"
    assert see(files.a_pdf(body), "a.pdf").cautions == (Caution.SCRIPT,)


@pytest.mark.parametrize(
    ("kind", "target", "cautions"),
    [
        ("image", "https://watch.example/pixel.png", (Caution.REMOTE,)),
        ("hyperlink", "https://court.example/", ()),
        ("attachedTemplate", "file:///C:/Templates/Normal.dotm", ()),
    ],
)
def test_what_a_letter_loads_from_elsewhere_is_said(kind: str, target: str, cautions: tuple[Caution, ...]) -> None:
    relation = files.a_relation(kind, target)
    assert see(files.an_openxml(more={"word/_rels/document.xml.rels": relation}), "a.docx").cautions == cautions


def test_files_within_files_are_said() -> None:
    assert see(files.an_openxml(more={"word/embeddings/oleObject1.bin": b"o"}), "a.docx").cautions == (
        Caution.EMBEDDED,
    )
    carrying = files.MAIL + b'--x\r\nContent-Disposition: attachment; filename="a.exe"\r\n'
    assert see(carrying, "a.eml").cautions == (Caution.EMBEDDED,)


def test_a_part_that_claims_to_unpack_without_end_is_not_unpacked() -> None:
    huge = zipfile.ZipInfo("word/document.xml")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{files.WORD}</Types>")
        with archive.open(huge, "w") as part:
            for _ in range(3):
                part.write(bytes(1024))
    content = bytearray(out.getvalue())
    # The size stands in the directory at the end.
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/document.xml")) + 24
    content[at : at + 4] = (2 * 1024**3).to_bytes(4, "little")
    with pytest.raises(Unfit, match="unpacks to far more"):
        see(bytes(content), "a.docx")


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize(("name", "content"), [(name, content) for name, (content, _) in GOOD.items()])
def test_whatever_a_file_is_cut_or_changed_to_gets_an_answer(name: str, content: bytes) -> None:
    dice = random.Random(name)
    for _ in range(60):
        harmed = bytearray(content[: dice.randrange(1, len(content) + 1)])
        for _ in range(dice.randrange(4)):
            harmed[dice.randrange(len(harmed))] = dice.randrange(256)
        with suppress(Unfit):
            assert see(bytes(harmed), name).format in ABOUT


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    try:
        found = see(content, "a")
    except Unfit:
        return
    assert found.format in ABOUT
