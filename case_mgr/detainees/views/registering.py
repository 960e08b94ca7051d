"""Registering a person: searched for first, so that nobody stands in the records twice."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused
from case_mgr.detainees import forms, queries, service
from case_mgr.detainees.types import Candidate
from case_mgr.detainees.views.room import blueprint, profile
from case_mgr.names.score import score
from case_mgr.names.types import Evidence, Score, Verdict
from case_mgr.web.acts import done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.transaction import abandon
from case_mgr.web.wording import countries, name_languages

_SHOWN = 8
_LIKELY = 0.05


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody recorded who may be the one that is about to be registered, with the reasons."""

    person: Candidate
    score: Score

    @property
    def likely(self) -> bool:
        """Whether the reasons for it outweigh those against."""
        return self.score.verdict is not Verdict.DIFFERENT


@blueprint.get("/people/new")
@needs(Permission.PERSON_WRITE)
def new() -> ResponseReturnValue:
    """Ask for a name first."""
    return render_template("detainees/new_search.html", form=forms.SearchForm())


@blueprint.post("/people/new")
@needs(Permission.PERSON_WRITE)
def register() -> ResponseReturnValue:
    """Search, offer who may be meant, then take what is known and register the person."""
    step = request.form.get("step")
    if step == "save":
        return _save()
    # Nothing is written before the last step; names travel in the body, never in an address.
    abandon()
    search = forms.SearchForm()
    if not search.validate():
        return render_template("detainees/new_search.html", form=search), 422
    if step == "form":
        return _ask(_blank(search))
    matches = _matches(search)
    return render_template("detainees/new_matches.html", search=search, matches=matches)


def _save() -> ResponseReturnValue:
    form = _offered(forms.RegisterForm())
    if form.validate():
        try:
            row = service.register(actor(), form.draft())
            done(
                _("%(reference)s was registered. Open a case, or add names and nationalities.", reference=row.reference)
            )
            return redirect(profile(row.public_id), 303)
        except Refused as error:
            form.refuse("born" if "birth" in error.sentence else "name", sentence(error))
    return _ask(form)


def _ask(form: forms.RegisterForm) -> ResponseReturnValue:
    return render_template("detainees/new.html", form=form), 422 if form.errors else 200


def _blank(search: forms.SearchForm) -> forms.RegisterForm:
    form = _offered(forms.RegisterForm(formdata=None, name=search.name.data, born=search.born()))
    # The year of the search says nothing about how exact the date is known.
    form.born.typed["kind"] = ""
    return form


def _offered(form: forms.RegisterForm) -> forms.RegisterForm:
    form.offer(name_languages(), countries())
    return form


def _matches(search: forms.SearchForm) -> list[Match]:
    name = search.name.data or ""
    asked = Evidence(name=name, birth=search.born())
    pool = queries.match_pool(actor(), [name])[name]
    found = [Match(person, score(asked, person.evidence)) for person in pool]
    found.sort(key=lambda match: (-match.score.value, match.person.reference))
    return [match for match in found if match.score.value >= _LIKELY or match.likely][:_SHOWN]
