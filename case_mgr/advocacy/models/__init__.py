"""Tables of advocacy."""

from case_mgr.advocacy.models.contacts import Contact, ContactApart, ContactMerge, ContactPost
from case_mgr.advocacy.models.courses import SubmissionCourse, SubmissionStep, SubmissionTarget
from case_mgr.advocacy.models.godparents import Godparenthood
from case_mgr.advocacy.models.lists import ListReader, SubmittedList, SubmittedName
from case_mgr.advocacy.models.submissions import (
    LetterTemplate,
    QuestionnaireVersion,
    Submission,
    SubmissionCase,
    SubmissionFile,
)
from case_mgr.advocacy.models.talks import Interaction, InteractionCase, InteractionFile, InteractionReader

__all__ = [
    "Contact",
    "ContactApart",
    "ContactMerge",
    "ContactPost",
    "Godparenthood",
    "Interaction",
    "InteractionCase",
    "InteractionFile",
    "InteractionReader",
    "LetterTemplate",
    "ListReader",
    "QuestionnaireVersion",
    "Submission",
    "SubmissionCase",
    "SubmissionCourse",
    "SubmissionFile",
    "SubmissionStep",
    "SubmissionTarget",
    "SubmittedList",
    "SubmittedName",
]
