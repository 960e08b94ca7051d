"""Turns the rows of a vocabulary file into typed items, and says which file and row is wrong when it cannot."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from case_mgr.jurisdictions.enums import ENDED, AnswerKind, Phase, ReleaseLink, Stage
from case_mgr.jurisdictions.types import Item, Source

ItemT = TypeVar("ItemT", bound=Item | Source)

GROUPS: Mapping[str, frozenset[Stage]] = {"open": frozenset(Stage) - ENDED}


class BrokenVocabulary(ValueError):
    """A data file does not say what it must; the message names the file and the row."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _day(value: Any) -> date:
    # TOML has dates of its own; a quoted date would escape the check of the calendar.
    if type(value) is not date:
        raise ValueError(f"{value!r} is not a date without quotes")
    return value


def _names(value: Any) -> Mapping[str, str]:
    names = {_text(language): _text(name).strip() for language, name in dict(value).items()}
    if not names.get("en") or not all(names.values()):
        raise ValueError("names need at least a non-empty English one")
    return MappingProxyType(names)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    return tuple(_text(entry) for entry in value)


def _gaps(value: Any) -> tuple[Mapping[str, str], ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    return tuple(_names(entry) for entry in value)


def _ratio(value: Any) -> Fraction:
    return Fraction(_text(value))


def _stages(value: Any) -> frozenset[Stage]:
    found: set[Stage] = set()
    for entry in _texts(value):
        found |= GROUPS.get(entry) or {Stage(entry)}
    return frozenset(found)


def _moves(value: Any) -> Mapping[Stage, Stage]:
    return MappingProxyType({Stage(before): Stage(after) for before, after in dict(value).items()})


def _options(value: Any) -> Mapping[str, Mapping[str, str]]:
    found = {_text(code): _names(names) for code, names in dict(value).items()}
    if not found or any(" " in code for code in found):
        raise ValueError("options need codes without spaces")
    return MappingProxyType(found)


CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "names": _names,
    "valid_from": _day,
    "valid_to": _day,
    "languages": _texts,
    "gaps": _gaps,
    "regimes": _texts,
    "aliases": _texts,
    "to": _texts,
    "needs": _texts,
    "women": _flag,
    "additional": _flag,
    "free": _flag,
    "reverses": _flag,
    "opens_new_case": _flag,
    "factor": _ratio,
    "reaches_back": _flag,
    "restricted": _flag,
    "fields": _texts,
    "answer": AnswerKind,
    "options": _options,
    "phase": Phase,
    "link": ReleaseLink,
    "moves_to": Stage,
    "from_stages": _stages,
    "unlikely_from": _stages,
    "instead": _moves,
}


def build(cls: type[ItemT], code: str, row: Mapping[str, Any], where: str) -> ItemT:
    """Make one item of a row; unknown and missing fields are refused rather than guessed."""
    known = {entry.name: entry for entry in fields(cls)}
    values: dict[str, Any] = {"code": code}
    for name, value in row.items():
        if name not in known or name in {"code", "rank"}:
            raise BrokenVocabulary(f"{where} [{code}]: there is no field {name!r}")
        convert: Callable[[Any], Any] = CONVERTERS.get(name, _text)
        try:
            values[name] = convert(value)
        except (ValueError, TypeError) as error:
            raise BrokenVocabulary(f"{where} [{code}] {name}: {error}") from error
    for name, entry in known.items():
        if name not in values and entry.default is MISSING and entry.default_factory is MISSING:
            raise BrokenVocabulary(f"{where} [{code}]: {name} is missing")
    return cast("Callable[..., ItemT]", cls)(**values)


def read_rows(path: Path, cls: type[ItemT]) -> dict[str, ItemT]:
    """Read a vocabulary file; a file that is not there is an empty vocabulary."""
    if not path.is_file():
        return {}
    where = f"{path.parent.name}/{path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BrokenVocabulary(f"{where}: {error}") from error
    return {code: build(cls, code, row, where) for code, row in table.items()}
