"""Which records of a kind an actor may open, where others must not even learn of what kind a record is."""

from __future__ import annotations

from sqlalchemy import Select, select

from case_mgr.access.actor import Actor
from case_mgr.advocacy.models import Interaction, Submission, SubmittedList
from case_mgr.advocacy.policy import visible_interactions, visible_lists, visible_submissions


def open_of_closed(actor: Actor) -> dict[str, Select[str]]:
    """Select for each kind the records that the actor may open, by public id: an entry about another has no kind."""
    talks = select(Interaction.public_id).join(Interaction.contact).where(visible_interactions(actor, ever=True))
    return {
        Interaction.__tablename__: talks,
        Submission.__tablename__: select(Submission.public_id).where(visible_submissions(actor)),
        SubmittedList.__tablename__: select(SubmittedList.public_id).where(visible_lists(actor)),
    }
