"""Forms of exits from custody: how it came about, and what is known beside that, then or later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from case_mgr.cases.types import (
    NEED_LABELS,
    Consent,
    Documents,
    ExitDraft,
    ExitFacts,
    ExitView,
    Health,
    NeedKind,
    NeedState,
    Petition,
    Support,
)
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form, VersionedForm

_LONG = 10_000
Pairs = Iterable[tuple[str, str]]


def _pairs(pairs: Pairs) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def fact_fields() -> tuple[Any, ...]:
    """Return the fields of what is known beside how far it went, for a form where errors keep the order of its page."""
    return (
        StringField(_("Where to"), [Optional(), Length(max=300)]),
        StringField(_("Conditions"), [Optional(), Length(max=500)]),
        SelectField(_("Identity documents"), [Optional()], default=str(Documents.UNKNOWN)),
        TextAreaField(_("Which documents, and who has them"), [Optional(), Length(max=_LONG)]),
        SelectField(_("Health"), [Optional()], default=str(Health.UNKNOWN)),
        SelectField(_("Petition for mercy"), [Optional()], default=str(Petition.UNKNOWN)),
        SelectField(_("Consent to leave the country"), [Optional()], default=str(Consent.UNKNOWN)),
    )


class Facts:
    """What a form does with those fields."""

    destination: Any
    conditions: Any
    documents: Any
    documents_note: Any
    health: Any
    petition: Any
    consent: Any

    def offer_facts(self, documents: Pairs, health: Pairs, petitions: Pairs, consents: Pairs) -> None:
        """Hand in the words for papers, health, petition and consent."""
        self.documents.choices, self.health.choices = _pairs(documents), _pairs(health)
        self.petition.choices, self.consent.choices = _pairs(petitions), _pairs(consents)

    def facts(self) -> ExitFacts:
        """Return what was filled in."""
        return ExitFacts(
            destination=self.destination.data or "",
            conditions=self.conditions.data or "",
            documents=Documents(self.documents.data or Documents.UNKNOWN),
            documents_note=(self.documents_note.data or "").replace("\r\n", "\n"),
            petition=Petition(self.petition.data or Petition.UNKNOWN),
            consent=Consent(self.consent.data or Consent.UNKNOWN),
            health=Health(self.health.data or Health.UNKNOWN),
        )


class ExitForm(Facts, Form):
    """How custody ended, and how far that is proven."""

    kind = RadioField(_("How did custody end?"), [InputRequired(_("Choose how custody ended"))])
    link = RadioField(_("How far did it go, as far as is known?"), [InputRequired(_("Choose how far it went"))])
    event = SelectField(_("On the timeline"), [Optional()])
    happened = PartialDateField(_("When"), [Optional()])
    evidence = TextAreaField(_("Evidence"), [DataRequired(_("Say who saw or confirmed it")), Length(max=_LONG)])
    source = StringField(_("Source"), [Optional(), Length(max=500)])
    destination, conditions, documents, documents_note, health, petition, consent = fact_fields()

    def offer(self, kinds: Pairs, links: Iterable[tuple[str, str, str]]) -> None:
        """Hand in the ways out of custody and the links of the chain, each with what it means."""
        self.kind.choices = _pairs(kinds)
        self.link.choices = [SelectChoice(value, label, {"data-hint": hint}) for value, label, hint in links]

    def offer_events(self, events: Pairs) -> None:
        """Hand in the events that tell of a release on which no exit rests."""
        self.event.choices = [SelectChoice("", gettext("Write a new event")), *_pairs(events)]

    def draft(self) -> ExitDraft:
        """Return what was filled in."""
        return ExitDraft(
            event=self.event.data or "",
            kind=self.kind.data or "",
            link=self.link.data or "",
            happened=self.happened.data,
            evidence=self.evidence.data or "",
            source=self.source.data or "",
            **asdict(self.facts()),
        )


def _need(kind: NeedKind) -> SelectField:
    return SelectField(_(NEED_LABELS[kind]), [Optional()])


class ExitFactsForm(Facts, VersionedForm):
    """What is known of an exit that is recorded, and what support is needed since."""

    destination, conditions, documents, documents_note, health, petition, consent = fact_fields()
    support = SelectField(_("Support"), [Optional()], default=str(Support.UNKNOWN))
    need_medical, need_psychosocial = _need(NeedKind.MEDICAL), _need(NeedKind.PSYCHOSOCIAL)
    need_documents, need_housing = _need(NeedKind.DOCUMENTS), _need(NeedKind.HOUSING)
    need_money, need_legal = _need(NeedKind.MONEY), _need(NeedKind.LEGAL)
    need_family, need_relocation = _need(NeedKind.FAMILY), _need(NeedKind.RELOCATION)
    support_note = TextAreaField(_("What exactly, and who sees to it"), [Optional(), Length(max=_LONG)])

    def offer_support(self, answers: Pairs, states: Pairs) -> None:
        """Hand in whether something is needed, and how far each kind of support came."""
        self.support.choices = _pairs(answers)
        for _kind, field in self.needed():
            field.choices = [SelectChoice("", gettext("Not spoken of")), *_pairs(states)]

    def needed(self) -> list[tuple[NeedKind, Any]]:
        """Return the field of each kind of support."""
        return [(kind, self[f"need_{kind}"]) for kind in NeedKind]

    def facts(self) -> ExitFacts:
        """Return what was filled in."""
        return replace(
            super().facts(),
            support=Support(self.support.data or Support.UNKNOWN),
            support_note=(self.support_note.data or "").replace("\r\n", "\n"),
            needs=tuple((kind, NeedState(field.data)) for kind, field in self.needed() if field.data),
        )

    def show(self, exit_: ExitView) -> None:
        """Fill in what is recorded."""
        self.version.data = str(exit_.version)
        self.destination.data, self.conditions.data = exit_.destination, exit_.conditions
        self.documents.data, self.documents_note.data = str(exit_.documents), exit_.documents_note
        self.petition.data, self.consent.data = str(exit_.petition), str(exit_.consent)
        self.health.data, self.support.data = str(exit_.health), str(exit_.support)
        self.support_note.data, states = exit_.support_note, dict(exit_.needs)
        for kind, field in self.needed():
            field.data = str(states.get(kind, ""))
