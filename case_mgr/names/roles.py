"""Decides which word of a name is the given name, the patronymic and the surname."""

from __future__ import annotations

from case_mgr.names.patronymic import turkic_marker
from case_mgr.names.types import NamePart, Role
from case_mgr.names.words import Word, word


def assign(parts: tuple[NamePart, ...], *, surname_known: bool) -> tuple[NamePart, ...]:
    """The same words with roles; UNKNOWN where neither the table nor an ending tells."""
    if not parts:
        return parts
    words = [word(part.text) for part in parts]
    roles: list[Role] = [Role.UNKNOWN] * len(parts)
    if surname_known:
        return _with(parts, _given_names(parts, words))
    _capitals(parts, roles)
    _patronymic(parts, words, roles)
    _initials(parts, roles)
    _by_table(parts, words, roles)
    return _with(parts, roles)


def _with(parts: tuple[NamePart, ...], roles: list[Role]) -> tuple[NamePart, ...]:
    return tuple(NamePart(part.text, role, part.initial) for part, role in zip(parts, roles, strict=True))


def _given_names(parts: tuple[NamePart, ...], words: list[Word]) -> list[Role]:
    """After "Surname," come given names, and perhaps a patronymic last."""
    roles = [Role.GIVEN] * len(parts)
    if len(parts) > 1 and (words[-1].patronymic is not None or (parts[-1].initial and parts[0].initial)):
        roles[-1] = Role.PATRONYMIC
    return roles


def _capitals(parts: tuple[NamePart, ...], roles: list[Role]) -> None:
    """Words in capitals among words that are not are the surname."""
    capital = [len(part.text) > 1 and part.text.isupper() and not part.initial for part in parts]
    others = [part for part, caps in zip(parts, capital, strict=True) if not caps and not part.initial]
    if any(capital) and others:
        for position, caps in enumerate(capital):
            if caps:
                roles[position] = Role.SURNAME


def _patronymic(parts: tuple[NamePart, ...], words: list[Word], roles: list[Role]) -> None:
    """A patronymic stands right after the given name; -ович elsewhere is a surname."""
    last = len(parts) - 1
    for position in range(1, len(parts)):
        marker = turkic_marker(words[position].sounds)
        if marker is not None and len(parts) > 2 and position >= 2:
            roles[position] = roles[position - 1] = Role.PATRONYMIC
            _fill(roles, position - 2, Role.GIVEN)
            return
    found = [
        position
        for position in range(1, len(parts))
        if words[position].patronymic is not None
        and roles[position] is Role.UNKNOWN
        and roles[position - 1] is Role.UNKNOWN
        and not parts[position - 1].initial
    ]
    best = next((p for p in found if words[p - 1].given.classes), None)
    if best is None and len(parts) > 2:
        best = next((p for p in reversed(found) if _father(words[p])), None)
        if best is None and found and found[-1] == last:
            best = last
    if best is None:
        return
    shape = words[best].patronymic
    certain = shape is not None and bool(shape.fathers)
    if len(parts) == 2 and not (certain and words[best].text[-1:].casefold() in "аa"):
        return
    roles[best] = Role.PATRONYMIC
    roles[best - 1] = Role.GIVEN
    for position, role in enumerate(roles):
        if role is Role.UNKNOWN:
            roles[position] = Role.SURNAME


def _father(candidate: Word) -> bool:
    return candidate.patronymic is not None and bool(candidate.patronymic.fathers)


def _fill(roles: list[Role], position: int, role: Role) -> None:
    """Sets one role and leaves the rest to be the surname."""
    roles[position] = role
    for other, known in enumerate(roles):
        if known is Role.UNKNOWN:
            roles[other] = Role.SURNAME


def _initials(parts: tuple[NamePart, ...], roles: list[Role]) -> None:
    """Initials are the given name and the patronymic; full words beside them are the surname, one may be given."""
    at = [position for position, part in enumerate(parts) if part.initial and roles[position] is Role.UNKNOWN]
    full = [position for position, part in enumerate(parts) if not part.initial]
    if not at or not full:
        return
    if Role.GIVEN in roles:
        for position in at:
            roles[position] = Role.PATRONYMIC
        return
    spelled = [p for p in full if roles[p] is Role.UNKNOWN and word(parts[p].text).given.classes]
    if len(full) > 1 and spelled:
        roles[spelled[0]] = Role.GIVEN
        for position in at:
            roles[position] = Role.PATRONYMIC
    else:
        for order, position in enumerate(at):
            roles[position] = Role.GIVEN if order == 0 else Role.PATRONYMIC
    for position in full:
        if roles[position] is Role.UNKNOWN:
            roles[position] = Role.SURNAME


def _by_table(parts: tuple[NamePart, ...], words: list[Word], roles: list[Role]) -> None:
    """Known given names first, then endings of surnames; what stays open stays unknown."""
    unknown = [position for position, role in enumerate(roles) if role is Role.UNKNOWN]
    if not unknown:
        return
    if Role.SURNAME in roles:
        for position in unknown:
            roles[position] = Role.GIVEN if Role.GIVEN not in roles or words[position].given.classes else Role.SURNAME
        return
    if len(parts) == 1:
        roles[0] = Role.GIVEN if words[0].given.classes and not words[0].surname_like else Role.UNKNOWN
        return
    exact = [p for p in unknown if words[p].given.exact]
    given = exact or [p for p in unknown if words[p].given.classes]
    if len(given) == len(unknown):
        given = [p for p in given if not words[p].surname_like]
    if not given or len(given) == len(unknown):
        endings = [p for p in unknown if words[p].surname_like]
        if len(endings) != 1 or len(unknown) > 3:
            return
        given = [p for p in unknown if p not in endings]
    for position in unknown:
        roles[position] = Role.GIVEN if position in given else Role.SURNAME
