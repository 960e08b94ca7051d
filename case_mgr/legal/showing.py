"""Turns the rows of the legal room into what its pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from case_mgr.cases.models import Case
from case_mgr.legal.ends import ending_of, in_order, length_of
from case_mgr.legal.models import (
    Charge,
    DetentionAct,
    Hearing,
    Listing,
    OfficialAct,
    Remedy,
    Sentence,
    SentenceVersion,
)
from case_mgr.legal.refs import Ref
from case_mgr.legal.types.acts import DetentionView, ListingView, RemedyView
from case_mgr.legal.types.drafts import CourtDraft
from case_mgr.legal.types.kinds import (
    Cause,
    ChargeState,
    DetentionKind,
    Instance,
    Mode,
    Outcome,
    Part,
    StateList,
    Step,
    Warrant,
)
from case_mgr.legal.types.officials import Named
from case_mgr.legal.types.results import ChargeView, HearingView, PostponementView, SentenceView, Update, VersionView

# The officials of each act, by the column that names it and the key of the act.
Parts = Mapping[tuple[str, int], tuple[Named, ...]]


def parts_of(acts: Iterable[OfficialAct]) -> Parts:
    """Return the officials of each act; the officials are loaded."""
    found: dict[tuple[str, int], tuple[Named, ...]] = {}
    for act in acts:
        for column in ("charge_id", "hearing_id", "version_id", "detention_id", "remedy_id"):
            if (key := getattr(act, column)) is not None:
                named = Named(act.public_id, act.official.public_id, act.official.name, Part(act.part))
                found[column, key] = (*found.get((column, key), ()), named)
    return found


def ref_of(row: Charge) -> Ref:
    """Return the article of a charge."""
    return Ref(row.law, row.article, row.part, row.paragraph, row.country)


def charges(rows: Iterable[Charge], parts: Parts) -> tuple[ChargeView, ...]:
    """Return charges, each with the one that it replaced and those that replaced it."""
    known = {row.id: row for row in rows}
    after: dict[int, tuple[Ref, ...]] = {}
    for row in known.values():
        if row.replaces_id:
            after[row.replaces_id] = (*after.get(row.replaces_id, ()), ref_of(row))
    return tuple(
        ChargeView(
            public_id=row.public_id,
            ref=ref_of(row),
            raw=row.raw,
            state=ChargeState(row.state),
            unlisted=row.unlisted,
            source=row.source,
            updates=tuple(
                Update(ChargeState(one.state), one.happened, one.source, one.note)
                for one in row.statuses
                if one.withdrawn_at is None
            ),
            replaces=ref_of(known[row.replaces_id]) if row.replaces_id in known else None,
            replaced_by=after.get(row.id, ()),
            officials=parts.get(("charge_id", row.id), ()),
        )
        for row in known.values()
    )


def hearing(row: Hearing, parts: Parts) -> HearingView:
    """Return a hearing."""
    return HearingView(
        public_id=row.public_id,
        happened=row.happened,
        planned=row.planned,
        hour=row.hour,
        postponements=tuple(
            PostponementView(one.decided, one.before, one.after, one.reason, one.source) for one in row.postponements
        ),
        court=CourtDraft(row.court, row.court_written),
        instance=Instance(row.instance),
        mode=Mode(row.mode),
        observer=row.observer or "",
        result=row.result,
        source=row.source,
        version=row.version,
        officials=parts.get(("hearing_id", row.id), ()),
    )


def sentence(case: Case, row: Sentence, parts: Parts) -> SentenceView:
    """Return a sentence with its versions, what holds now first."""
    versions = tuple(version(one, parts) for one in reversed(in_order(row.versions)))
    return SentenceView(row.public_id, versions, ending_of(case, row))


def version(row: SentenceVersion, parts: Parts) -> VersionView:
    """Return one version of a sentence."""
    return VersionView(
        public_id=row.public_id,
        number=row.number,
        cause=Cause(row.cause),
        punishment=row.punishment,
        length=length_of(row),
        regime=row.regime,
        fine=row.fine,
        additional=tuple(filter(None, row.additional.split(","))),
        court=CourtDraft(row.court, row.court_written),
        happened=row.happened,
        in_force=row.in_force,
        term_from=row.term_from,
        stated_end=row.stated_end,
        source=row.source,
        note=row.note,
        officials=parts.get(("version_id", row.id), ()),
    )


def detention(row: DetentionAct, parts: Parts) -> DetentionView:
    """Return a detention act."""
    return DetentionView(
        public_id=row.public_id,
        kind=DetentionKind(row.form),
        happened=row.happened,
        days=row.arrest_days,
        place=row.place,
        forces=row.forces,
        warrant=Warrant(row.warrant),
        authority=row.authority,
        reasons=row.reasons,
        legal_basis=row.legal_basis,
        source=row.source,
        version=row.version,
        officials=parts.get(("detention_id", row.id), ()),
    )


def remedy(row: Remedy, parts: Parts) -> RemedyView:
    """Return a domestic step."""
    return RemedyView(
        public_id=row.public_id,
        step=Step(row.step),
        outcome=Outcome(row.outcome),
        body=row.body,
        filed=row.filed,
        answered=row.answered,
        result=row.result,
        why_not=row.why_not,
        source=row.source,
        version=row.version,
        officials=parts.get(("remedy_id", row.id), ()),
    )


def listing(row: Listing) -> ListingView:
    """Return a place on a state list."""
    return ListingView(
        public_id=row.public_id,
        state_list=StateList(row.state_list),
        list_name=row.list_name,
        number=row.number,
        printed=row.printed,
        added=row.added,
        removed=row.removed,
        source=row.source,
        version=row.version,
    )
