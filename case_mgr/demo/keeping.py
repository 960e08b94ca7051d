"""Documents of the invented world: small files made here, the same on every machine. Nothing in them was ever said."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group
from case_mgr.cases import queries as cases
from case_mgr.cases.types import Certainty
from case_mgr.core.dates import PartialDate
from case_mgr.demo.world import InventedPerson
from case_mgr.documents import service
from case_mgr.documents.types import DocumentDraft, Kind

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org"
_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_MAIL = (
    "From: family@zhuravel.example\r\nTo: case@zhuravel.example\r\nDate: Mon, 01 Sep 2025 10:00:00 +0300\r\n"
    "Subject: Letter\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of the demo: whose it is by the story, what is recorded of it, and how its file is made."""

    story: str
    kind: Kind
    title: str
    make: Callable[[str], bytes]
    ending: str
    event: str = ""
    part: Group = Group.CASE
    language: str = "be"
    source: str = "S-12"
    certainty: Certainty = Certainty.REPORTED
    note: str = ""


def a_pdf(text: str) -> bytes:
    """Return a PDF of one page with a line of text."""
    drawn = f"BT /F1 12 Tf 40 780 Td ({text}) Tj ET".encode("latin-1")
    font = b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font %s >> >>" % font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def a_letter(text: str) -> bytes:
    """Return a Word document of one paragraph."""
    space = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main"'
    said = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    body = f'<?xml version="1.0"?><w:document {space}>{said}</w:document>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS), ("word/document.xml", body)):
            # Without a day of its own a part would get that of today.
            archive.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def a_photograph(text: str) -> bytes:
    """Return a picture of a wall with a line of text on it."""
    picture = Image.new("RGB", (640, 420), "#8a9a8c")
    draw = ImageDraw.Draw(picture)
    for row in range(0, 420, 42):
        for column in range(-80, 640, 84):
            draw.rectangle(
                (column + (row // 42 % 2) * 42, row, column + (row // 42 % 2) * 42 + 80, row + 38), "#a3ad9c"
            )
    draw.rectangle((180, 150, 460, 270), "#40514a")
    draw.text((200, 200), text, "white")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def a_note(text: str) -> bytes:
    """Return a plain text."""
    return f"{text}\n".encode()


def a_message(text: str) -> bytes:
    """Return an e-mail message."""
    return (_MAIL + text + "\r\n").encode()


PAPERS = (
    Paper("serving", Kind.VERDICT, "Прысуд першай інстанцыі, копія", a_pdf, "pdf", "verdict", source="lawyer",
          certainty=Certainty.CONFIRMED, note="Without the last page."),
    Paper("serving", Kind.APPEAL, "Апеляцыйная скарга адваката", a_letter, "docx", source="lawyer"),
    Paper("detained", Kind.WARRANT, "Пастанова аб затрыманні", a_pdf, "pdf", "detention"),
    Paper("charged", Kind.INDICTMENT, "Обвинительное заключение", a_pdf, "pdf", "charge", language="ru"),
    Paper("on_trial", Kind.PRESS, "Што піша прэса пра суд", a_note, "txt", "hearing", source="press"),
    Paper("serving", Kind.LETTER, "Ліст з калоніі", a_message, "eml", source="family"),
    Paper("sentenced", Kind.PHOTOGRAPH, "Будынак суда ў дзень прысуду", a_photograph, "png", "verdict"),
    Paper("restricted", Kind.MEDICAL, "Заключение врача", a_note, "txt", part=Group.HEALTH, language="ru"),
)  # fmt: skip


def load(actor: Actor, people: Sequence[tuple[InventedPerson, str]]) -> None:
    """Add the documents, each to the first case of its story that has none of the same kind."""
    used = set[tuple[str, Kind]]()
    for paper in PAPERS:
        person, reference = next(
            (person, case) for person, case in people if person.story == paper.story and (case, paper.kind) not in used
        )
        used.add((reference, paper.kind))
        _add(actor, paper, person, reference)


def _add(actor: Actor, paper: Paper, person: InventedPerson, reference: str) -> None:
    step = next((step for step in person.steps if step.kind == paper.event), None)
    events = [event for event in cases.get_case(actor, reference).events if event.kind == paper.event]
    draft = DocumentDraft(
        title=paper.title,
        kind=paper.kind,
        part=paper.part,
        dated=step.when if step else PartialDate.month(2025, 9),
        language=paper.language,
        source=paper.source,
        certainty=paper.certainty,
        note=paper.note,
        events=tuple(event.public_id for event in events[:1]),
    )
    content = paper.make(f"Invented, for the demo: {reference}")
    taken = service.take_in(actor, BytesIO(content), f"{paper.kind}.{paper.ending}")
    service.add(actor, reference, draft, taken)
