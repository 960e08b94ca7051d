"""What forms of the advocacy room choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import get_locale

from case_mgr.access.actor import Actor
from case_mgr.accounts import queries as members
from case_mgr.advocacy import filling, letters, queries
from case_mgr.advocacy import mechanisms as known_mechanisms
from case_mgr.advocacy.questionnaire import Question, Questionnaire
from case_mgr.advocacy.service import Misfilled
from case_mgr.advocacy.types import SubmissionDraft
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.web.wording import language_name, name_languages


def countries() -> list[tuple[str, str]]:
    """List all countries by name in the language of the page."""
    names = get_locale().territories
    pairs = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return sorted(((c, n) for c, n in pairs if c not in ("ZZ", "XA", "XB")), key=lambda pair: pair[1])


def country(code: str) -> str:
    """Name one country in the language of the page."""
    return str(get_locale().territories.get(code, code)) if code else ""


def readers(actor: Actor) -> list[tuple[str, str]]:
    """List the colleagues who can be named as readers of something closed."""
    return [(one, name) for one, (_, name) in queries.list_readers(actor).items() if one != actor.public_id]


def owners(actor: Actor) -> list[tuple[str, str]]:
    """List the members who can keep a contact."""
    return [(member.public_id, member.name) for member in members.list_members(actor)]


def in_language(words: Mapping[str, str]) -> str:
    """Say what stands in the data by language in the language of the page."""
    return words.get(str(get_locale() or "en"), words["en"])


def mechanism_name(code: str) -> str:
    """Name a mechanism; one that is known no more keeps its code."""
    found = known_mechanisms.find(code)
    return in_language(found.names) if found else code


def mechanisms() -> list[tuple[str, str]]:
    """List the mechanisms to which one may submit."""
    return [(one.code, in_language(one.names)) for one in known_mechanisms.every()]


def language(code: str) -> str:
    """Name a language in the language of the page."""
    return language_name(code)


def languages() -> list[tuple[str, str]]:
    """List the languages in which letters are written, English first."""
    found = name_languages()
    return [pair for pair in found if pair[0] == "en"] + [pair for pair in found if pair[0] != "en"]


def templates(actor: Actor) -> list[tuple[str, str]]:
    """List the letters to begin from: those of the organisation, and those that came with the product."""
    own = [
        (f"own:{one.public_id}", f"{one.draft.name} ({language_name(one.draft.language)})")
        for one in queries.list_templates(actor)
    ]
    shipped = {one.code: in_language(one.names) for one in letters.every()}
    return own + [(f"with:{code}", name) for code, name in shipped.items()]


def begun(actor: Actor, draft: SubmissionDraft, template: str) -> SubmissionDraft:
    """Fill a submission from the letter that was chosen, in the language of whoever reads it."""
    where, _sep, code = template.partition(":")
    if where == "own":
        own = queries.get_template(actor, code).draft
        subject, body = own.subject, own.body
    else:
        letter = letters.find(code, draft.language)
        if letter is None and code:
            raise Misfilled(
                "template", N_("This letter is not written in this language: choose another, or an empty page.")
            )
        if letter is None:
            return draft
        subject, body = letter.subject, letter.body
    contact = queries.get_contact(actor, draft.contact)
    text = filling.merged(actor, body, draft.language, contact, draft.cases)
    return replace(draft, subject=filling.merged(actor, subject, draft.language, contact, draft.cases), text=text)


def get_question(form: Questionnaire | None, code: str) -> Question:
    """Return one question of a questionnaire."""
    found = next((one for one in form.questions if one.code == code), None) if form else None
    if found is None:
        raise NotFound(N_("There is no such question."))
    return found
