"""Compares two printed names word by word and says what agrees and what does not."""

from __future__ import annotations

from dataclasses import dataclass, field

from case_mgr.core.text import N_
from case_mgr.names.loose import TURNED_COST, compare_loose
from case_mgr.names.readings import Given, Reading, readings
from case_mgr.names.types import Reason, Script, Sex
from case_mgr.names.words import Word, alike, likeness

NEAR = 0.8
EXACT_BONUS = 0.2
FURTHER_COST = 2.2
_TELLING = 2
"""Sounds as short as this are shared by different names: Ian and Ann."""

ALIAS_COST = 0.3
# A second form of one word is mostly a given name in brackets: beside a word of a whole name it names nobody.
LONE_ALIAS_COST = 1.3


@dataclass(slots=True)
class Fit:
    """How two readings agree: points, and the facts a verdict needs."""

    points: float = 0.0
    surname_equal: bool = False
    given_equal: bool = False
    patronymic_equal: bool = False
    conflict: bool = False
    sexes: tuple[Sex, Sex] = (Sex.UNKNOWN, Sex.UNKNOWN)
    feminine: tuple[bool, bool] = (False, False)
    reasons_for: list[Reason] = field(default_factory=list)
    reasons_against: list[Reason] = field(default_factory=list)


def _double(left: tuple[Word, ...], right: tuple[Word, ...]) -> float:
    """Two double names must agree in both parts: every part of the shorter finds its best partner."""
    shorter, longer = sorted((left, right), key=len)
    return sum(max(alike(x, y, as_surnames=True) for y in longer) for x in shorter) / len(shorter)


def _surname(a: Reading, b: Reading, fit: Fit) -> None:
    if not a.surname or not b.surname:
        return
    best, one, other = max(
        ((alike(x, y, as_surnames=True), x, y) for x in a.surname for y in b.surname), key=lambda found: found[0]
    )
    params = {"a": one.text, "b": other.text}
    weight = 3.2 + 0.22 * min(len(one.stems[0]) if one.stems else 0, len(other.stems[0]) if other.stems else 0, 7)
    if len(a.surname) != len(b.surname):
        weight -= 0.2
    if len(a.surname) > 1 and len(b.surname) > 1:
        best = min(best, _double(a.surname, b.surname))
    if best == 1.0:
        fit.surname_equal = True
        same = one.folded == other.folded
        fit.points += weight + (EXACT_BONUS if same else 0.0)
        text = N_("surname equal") if same else N_("surname %(a)s = %(b)s")
        fit.reasons_for.append(Reason("surname_equal", text, params))
    elif best >= NEAR:
        fit.points += weight - 1.2 - 5 * (1 - best)
        fit.reasons_for.append(Reason("surname_near", N_("surname %(a)s close to %(b)s"), params))
    else:
        fit.points -= 2 + 6 * (NEAR - best)
        fit.conflict = True
        fit.reasons_against.append(Reason("surname_differs", N_("surnames differ: %(a)s and %(b)s"), params))


def _one_given(x: Given, y: Given) -> tuple[float, str]:
    """Points and the code of the finding for one pair of given names."""
    if x.initial or y.initial:
        return (0.7, "given_initial") if x.first & y.first else (-4.0, "given_conflict")
    one, other = x.word.given, y.word.given
    same = x.word.folded == y.word.folded
    if one.classes and other.classes:
        if one.classes & other.classes:
            if one.shared or other.shared:
                return (0.9 if same else 0.0), "given_short"
            return (2.6 if same else 2.4), "given_equal"
        slip = not (one.exact and other.exact) and alike(x.word, y.word, as_surnames=False) >= NEAR
        return (0.6, "given_near") if slip else (-5.0, "given_conflict")
    near = alike(x.word, y.word, as_surnames=False)
    if near == 1.0 and (same or len(x.word.sounds[0]) > _TELLING):
        return (2.5 if same else 2.2), "given_equal"
    if near >= NEAR:
        return 1.0, "given_near"
    return (-1.5, "given_unlike") if near >= 0.6 else (-4.0, "given_conflict")


_GIVEN = {
    "given_equal": N_("given name %(a)s = %(b)s"),
    "given_near": N_("given name %(a)s close to %(b)s"),
    "given_initial": N_("initial agrees: %(a)s and %(b)s"),
    "given_short": N_("short form %(a)s may be %(b)s, but belongs to several names"),
    "given_unlike": N_("given names only slightly alike: %(a)s and %(b)s"),
    "given_conflict": N_("given names differ: %(a)s and %(b)s"),
    "given_further": N_("the other given names differ: %(a)s and %(b)s"),
}


def _given(a: Reading, b: Reading, fit: Fit) -> None:
    if not a.given or not b.given:
        one = a.given or b.given
        said = N_("given name known on one side only") if one else N_("given name known on neither side")
        fit.reasons_against.append(Reason("given_missing", said))
        return
    (points, code), x, y = max(
        ((_one_given(x, y), x, y) for x in a.given for y in b.given), key=lambda found: found[0][0]
    )
    fit.points += points
    reason = Reason(code, _GIVEN[code], {"a": x.word.text, "b": y.word.text})
    if code in ("given_conflict", "given_unlike"):
        fit.reasons_against.append(reason)
        fit.conflict = fit.conflict or code == "given_conflict"
    else:
        fit.given_equal = code == "given_equal"
        fit.reasons_for.append(reason)
        _further(a.given, b.given, x, y, fit)


def _further(left: tuple[Given, ...], right: tuple[Given, ...], x: Given, y: Given, fit: Fit) -> None:
    """Two people who share one given name of several, and no other, are rather brothers than one."""
    rest = [name for name in left if name is not x and not name.initial]
    others = [name for name in right if name is not y and not name.initial]
    if rest and others and all(_one_given(one, other)[0] < 0 for one in rest for other in others):
        params = {"a": rest[0].word.text, "b": others[0].word.text}
        fit.points -= FURTHER_COST
        fit.conflict = True
        fit.reasons_against.append(Reason("given_further", _GIVEN["given_further"], params))


def _patronymic(a: Reading, b: Reading, fit: Fit) -> None:
    params = {"a": a.patronymic_text, "b": b.patronymic_text}
    if a.patronymic and b.patronymic:
        agrees = a.patronymic.agrees(b.patronymic)
        alike = 1.0 if agrees else likeness((a.patronymic.root,), (b.patronymic.root,))
        if agrees:
            fit.points += 2.6
            fit.patronymic_equal = True
            fit.reasons_for.append(Reason("patronymic_equal", N_("patronymic %(a)s = %(b)s"), params))
        elif alike >= NEAR and not (a.patronymic.fathers and b.patronymic.fathers):
            fit.points += 0.6
            fit.reasons_for.append(Reason("patronymic_near", N_("patronymic %(a)s close to %(b)s"), params))
        else:
            fit.points -= 5.0
            fit.conflict = True
            fit.reasons_against.append(Reason("patronymic_conflict", N_("patronymics differ: %(a)s and %(b)s"), params))
    elif params["a"] and params["b"]:
        left = a.patronymic_first or frozenset(a.patronymic_text and a.patronymic.root[:1] if a.patronymic else "")
        right = b.patronymic_first or frozenset(b.patronymic_text and b.patronymic.root[:1] if b.patronymic else "")
        if left and right and not left & right:
            fit.points -= 2.5
            fit.reasons_against.append(Reason("patronymic_conflict", N_("patronymics differ: %(a)s and %(b)s"), params))
        elif left and right:
            fit.points += 0.7
            fit.reasons_for.append(Reason("patronymic_initial", N_("initial agrees: %(a)s and %(b)s"), params))


def _names_nobody(alias: Reading, other: Reading) -> bool:
    return alias.alias and len(alias.words) == 1 and (other.alias or len(other.words) > 1)


def _crossed(a: Reading, b: Reading) -> bool:
    """Chinese is compared with Chinese by its characters and with Latin letters by its pinyin, never crosswise."""
    return (a.spelled and (b.spelled or b.script is Script.HAN)) or (
        a.native and any(found.script is Script.LATIN for found in b.words)
    )


def _pair(a: Reading, b: Reading) -> Fit:
    fit = Fit(sexes=(a.sex, b.sex), feminine=(a.feminine, b.feminine))
    if a.alias or b.alias:
        fit.points -= LONE_ALIAS_COST if _names_nobody(a, b) or _names_nobody(b, a) else ALIAS_COST
    if a.loose or b.loose:
        points, whole, good, bad = compare_loose(a.words, b.words)
        fit.points += points
        fit.surname_equal = fit.given_equal = whole
        fit.conflict = bool(bad) and points < 0
        fit.reasons_for += good
        fit.reasons_against += bad
        return fit
    if a.open and b.open and a.turned != b.turned and a.script is b.script:
        fit.points -= TURNED_COST
    _surname(a, b, fit)
    _given(a, b, fit)
    _patronymic(a, b, fit)
    return fit


def compare_names(one: str, other: str) -> Fit | None:
    """The best agreement over all readings of both names; None when either has no words."""
    return compare_readings(readings(one), readings(other))


def compare_readings(left: tuple[Reading, ...], right: tuple[Reading, ...]) -> Fit | None:
    """The best agreement over all readings; None when either side has none."""
    best: Fit | None = None
    for a in left:
        for b in right:
            if _crossed(a, b) or _crossed(b, a):
                continue
            fit = _pair(a, b)
            if best is None or fit.points > best.points:
                best = fit
    return best
