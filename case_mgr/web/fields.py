"""Form fields of our own: names in any script, several ticks, and dates that may be known only in part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from flask_babel import gettext as _
from wtforms import Field, SelectMultipleField, StringField
from wtforms.utils import unset_value
from wtforms.widgets import CheckboxInput, ListWidget

from case_mgr.core.dates import PartialDate, Precision
from case_mgr.web.date_boxes import BOXES, WrongDate, missing_part, part_name, read_boxes, show_boxes

# Marks of direction and width that nobody sees or types on purpose; joiners stay, Persian spelling needs them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


class FormData(Protocol):
    """What was posted: several values may stand under one name."""

    def getlist(self, name: str) -> list[str]: ...

    def __contains__(self, name: object) -> bool: ...


def tidy_name(text: str) -> str:
    """Return the text with one space between words and without characters that cannot be seen."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


class NameField(StringField):
    """A name as people write it: any script, no spelling check, no stray space that hides it from a search."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        attributes = {"spellcheck": "false", "autocomplete": "off", "autocapitalize": "words"}
        kwargs["render_kw"] = attributes | (kwargs.get("render_kw") or {})
        super().__init__(label, validators, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, tidied."""
        if valuelist:
            self.data = tidy_name(valuelist[0])


class CheckboxesField(SelectMultipleField):
    """Several choices as tick boxes; nothing ticked is an empty list."""

    control = "checkboxes"
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@dataclass(frozen=True, slots=True)
class DateBox:
    """One box of a date, as the page draws it."""

    kind: str
    id: str
    name: str
    label: str
    value: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class DateKind:
    """One answer to how exact a date is, as the page draws it."""

    value: str
    label: str
    id: str
    chosen: bool


class BoxedField(Field):
    """A field drawn as boxes for day, month and year, each posted under its own name."""

    box_names: tuple[str, ...] = BOXES
    other_names: tuple[str, ...] = ()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        self.data: Any = None
        self.typed: dict[str, str] = {}
        self.wrong: tuple[str, ...] = ()
        super().__init__(label, validators, **kwargs)

    def process(
        self, formdata: FormData | None, data: Any = unset_value, extra_filters: Iterable[Any] | None = None
    ) -> None:
        """Take the record's value, then what was typed over it."""
        super().process(None, data, extra_filters)
        self.typed = self.fill(self.data)
        names = (*self.box_names, *self.other_names)
        if formdata is None or not any(self.part_name(name) in formdata for name in names):
            return
        self.typed = {name: " ".join(formdata.getlist(self.part_name(name))[:1]).strip() for name in names}
        self.raw_data = [text for text in self.typed.values() if text]
        try:
            self.data = self.read()
        except WrongDate as error:
            self.data, self.wrong = None, error.boxes
            self.process_errors = [str(error)]

    def fill(self, value: Any) -> dict[str, str]:
        """Return what the boxes show for a value."""
        raise NotImplementedError

    def read(self) -> Any:
        """Return the value of what was typed, or raise WrongDate."""
        raise NotImplementedError

    def part_name(self, name: str) -> str:
        """Return the name under which one part is posted."""
        return f"{self.name}-{name}"

    @property
    def error_id(self) -> str:
        """The id of the box to which the list of errors leads."""
        return f"{self.id}-{self.wrong[0] if self.wrong else 'day'}"

    @property
    def parts(self) -> list[DateBox]:
        """The three boxes of the date."""
        return self._boxes("")

    def _boxes(self, suffix: str) -> list[DateBox]:
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        return [
            DateBox(
                kind=box,
                id=f"{self.id}-{box}{suffix}",
                name=self.part_name(box + suffix),
                label=labels[box],
                value=self.typed.get(box + suffix, ""),
                wrong=box + suffix in self.wrong,
            )
            for box in BOXES
        ]

    def _read_boxes(self, suffix: str = "", circa: bool = False) -> PartialDate:
        return read_boxes(self.typed, suffix, str(self.label.text), circa)


class DayField(BoxedField):
    """A day of the calendar that is known for certain, such as the first of a period."""

    control = "date"
    data: date | None

    def fill(self, value: date | None) -> dict[str, str]:
        """Return the boxes of a day."""
        return dict(zip(BOXES, map(str, (value.day, value.month, value.year)), strict=True)) if value else {}

    def read(self) -> date | None:
        """Return the day, or None when nothing was typed."""
        if not any(self.typed.values()):
            return None
        for box in BOXES:
            if not self.typed[box]:
                raise WrongDate(missing_part(str(self.label.text), box), box)
        return self._read_boxes().earliest


class PartialDateField(BoxedField):
    """A date with the precision in which it is known; nothing is ever padded, nothing typed is ever dropped."""

    control = "partial-date"
    box_names = (*BOXES, *(f"{box}2" for box in BOXES))
    other_names = ("kind", "circa")
    data: PartialDate | None

    @property
    def kind_name(self) -> str:
        """The name of the radio buttons."""
        return self.part_name("kind")

    @property
    def circa_name(self) -> str:
        """The name of the tick for an approximate date."""
        return self.part_name("circa")

    @property
    def circa_id(self) -> str:
        """The id of the tick for an approximate date."""
        return f"{self.id}-circa"

    @property
    def circa(self) -> bool:
        """Whether that tick is set."""
        return bool(self.typed.get("circa"))

    @property
    def end_parts(self) -> list[DateBox]:
        """The three boxes of the end of a range."""
        return self._boxes("2")

    @property
    def kinds(self) -> list[DateKind]:
        """The answers to how exact the date is."""
        chosen = self.typed.get("kind", "")
        return [DateKind(kind, name, f"{self.id}-kind-{kind}", kind == chosen) for kind, name in _kinds().items()]

    def _value(self) -> str:
        return self.data.edtf if self.data else ""

    def fill(self, value: PartialDate | None) -> dict[str, str]:
        """Return the boxes, the kind and the tick of a partial date."""
        if value is None:
            return {}
        first, second, kind = value, None, str(value.precision)
        if value.precision is Precision.RANGE:
            first, second = value.start or value.end or value, value.end if value.start else None
            kind = "range" if value.start and value.end else "after" if value.start else "before"
        both = all(part is None or part.about for part in (first, second))
        boxes = {"kind": kind, "circa": "1" if both and first.about else ""}
        for part, suffix in ((first, ""), (second, "2")):
            if part is not None:
                boxes |= show_boxes(part, suffix, mark=part.about and not both)
        return boxes

    def read(self) -> PartialDate | None:
        """Return the date by its kind; without one, what is typed says how exact it is."""
        kind = self.typed["kind"] if self.typed["kind"] in _kinds() else ""
        first = any(self.typed[box] for box in BOXES)
        second = any(self.typed[f"{box}2"] for box in BOXES)
        if not (kind or first or second):
            return None
        self._check_fit(kind, first, second)
        if kind == "unknown":
            return PartialDate.unknown()
        value = self._read_boxes(circa=self.circa)
        try:
            match kind:
                case "range" | "" if second:
                    return PartialDate.between(value, self._read_boxes("2", self.circa))
                case "before":
                    return PartialDate.until(value)
                case "after":
                    return PartialDate.since(value)
        except WrongDate:
            raise
        except ValueError as error:
            boxes = [f"{box}2" for box in BOXES if self.typed[f"{box}2"]]
            raise WrongDate(f"{self.label.text}: {_(str(error))}", *boxes) from error
        return self._fit(kind, value)

    def _check_fit(self, kind: str, first: bool, second: bool) -> None:
        name = str(self.label.text)
        if kind == "unknown" and (first or second):
            raise WrongDate(_("%(field)s: clear the boxes, or say how exact the date is.", field=name), "day")
        if kind != "unknown" and not first:
            raise WrongDate(_("%(field)s: type what is known of the date, or choose “Not known”.", field=name), "day")
        if kind == "range" and not second:
            raise WrongDate(_("%(field)s: type the second date too, or choose another kind.", field=name), "day2")
        if second and kind not in ("range", ""):
            raise WrongDate(_("%(field)s: clear the second date, or choose “Between two dates”.", field=name), "day2")

    def _fit(self, kind: str, value: PartialDate) -> PartialDate:
        if kind == "decade" and value.precision is Precision.YEAR and value.parts[0] % 10 == 0:
            return PartialDate.decade(value.parts[0] // 10, circa=value.about)
        if not kind or kind == value.precision:
            return value
        name = str(self.label.text)
        if kind == "decade" or value.precision is Precision.DECADE:
            raise WrongDate(_("%(field)s: write a decade as 1950s and choose “Decade”.", field=name), "year")
        for box in {"day": ("month", "day"), "month": ("month",)}.get(kind, ()):
            if not self.typed[box]:
                sentence = _(
                    "%(field)s: type the %(part)s too, or choose a less exact kind.", field=name, part=part_name(box)
                )
                raise WrongDate(sentence, box)
        box = next(box for box in BOXES if self.typed[box])
        sentence = _("%(field)s: clear the %(part)s, or choose a more exact kind.", field=name, part=part_name(box))
        raise WrongDate(sentence, box)


def _kinds() -> dict[str, str]:
    return {
        "day": _("Exact day"),
        "month": _("Month"),
        "year": _("Year"),
        "decade": _("Decade"),
        "range": _("Between two dates"),
        "before": _("Before"),
        "after": _("After"),
        "unknown": _("Not known"),
    }
