"""What kinds of events ask for, in the words of the page: questions of a form, and answers of a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from case_mgr.cases.detail_forms import Question
from case_mgr.cases.labels import facility_name, kind_of
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import AnswerKind
from case_mgr.jurisdictions.showing import named
from case_mgr.jurisdictions.types import EventField

Groups = Mapping[str, Iterable[tuple[str, str]]]


def questions(jurisdiction: str, facilities: Groups, *, health: bool) -> list[Question]:
    """List what the kinds of events of a country ask for; what belongs to health only of whoever may open it."""
    kinds = catalogue.event_kinds(jurisdiction)
    return [
        Question(
            code=field.code,
            label=named(field),
            answer=str(field.answer),
            kinds=tuple(kind.code for kind in kinds if field.code in kind.fields),
            choices=tuple((code, _option(field, code)) for code in field.options),
            groups=facilities if field.answer is AnswerKind.FACILITY else None,
            restricted=field.restricted,
        )
        for field in catalogue.event_fields(jurisdiction)
        if health or not field.restricted
    ]


def answered(jurisdiction: str, kind: str, answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what was answered with the questions, in the order of the kind."""
    found = kind_of(jurisdiction, kind)
    asked = catalogue.fields_of(jurisdiction, found) if found else ()
    return [(named(field), _said(jurisdiction, field, answers[field.code])) for field in asked if field.code in answers]


def _said(jurisdiction: str, field: EventField, text: str) -> str:
    match field.answer:
        case AnswerKind.DAYS:
            return ngettext("%(num)d day", "%(num)d days", int(text))
        case AnswerKind.FLAG:
            return _("yes") if text == "yes" else _("no")
        case AnswerKind.FACILITY:
            return facility_name(text, jurisdiction)
        case AnswerKind.CHOICE | AnswerKind.CHOICES:
            return ", ".join(_option(field, code) for code in text.split())
        case AnswerKind.LENGTH:
            return _length(*(int(part) for part in text.split("-")))
    return text


def _length(years: int, months: int, days: int) -> str:
    parts = (
        ngettext("%(num)d year", "%(num)d years", years) if years else "",
        ngettext("%(num)d month", "%(num)d months", months) if months else "",
        ngettext("%(num)d day", "%(num)d days", days) if days else "",
    )
    return ", ".join(part for part in parts if part)


def _option(field: EventField, code: str) -> str:
    return catalogue.in_language(field.options.get(code, {}), str(get_locale() or "en")) or code
