"""Tables of advocacy."""

from case_mgr.advocacy.models.contacts import Contact
from case_mgr.advocacy.models.lists import ListReader, SubmittedList, SubmittedName
from case_mgr.advocacy.models.submissions import LetterTemplate, QuestionnaireVersion, Submission, SubmissionCase
from case_mgr.advocacy.models.talks import Interaction, InteractionCase, InteractionReader

__all__ = [
    "Contact",
    "Interaction",
    "InteractionCase",
    "InteractionReader",
    "LetterTemplate",
    "ListReader",
    "QuestionnaireVersion",
    "Submission",
    "SubmissionCase",
    "SubmittedList",
    "SubmittedName",
]
