"""Forms of the advocacy room."""

from case_mgr.advocacy.forms.contacts import (
    ChannelForm,
    ContactFilterForm,
    ContactForm,
    NewContactForm,
    PostForm,
    SameForm,
)
from case_mgr.advocacy.forms.courses import FORMS, CourseForm, StepForm
from case_mgr.advocacy.forms.godparents import AmendGodparentForm, GodparentForm
from case_mgr.advocacy.forms.lists import AnswerForm, HandForm, ListForm, NameForm, PutForm, ReaderForm
from case_mgr.advocacy.forms.shared import ConfirmForm
from case_mgr.advocacy.forms.submissions import (
    QuestionForm,
    QuestionnaireForm,
    ReplyForm,
    SendForm,
    SubmissionFilterForm,
    SubmissionForm,
    TemplateForm,
    TextForm,
)
from case_mgr.advocacy.forms.talks import (
    AmendForm,
    FileForm,
    InteractionForm,
    PaperForm,
    QuickInteractionForm,
    ReadersForm,
    SettleForm,
    WithdrawForm,
)

__all__ = [
    "FORMS",
    "AmendForm",
    "AmendGodparentForm",
    "AnswerForm",
    "ChannelForm",
    "ConfirmForm",
    "ContactFilterForm",
    "ContactForm",
    "CourseForm",
    "FileForm",
    "GodparentForm",
    "HandForm",
    "InteractionForm",
    "ListForm",
    "NameForm",
    "NewContactForm",
    "PaperForm",
    "PostForm",
    "PutForm",
    "QuestionForm",
    "QuestionnaireForm",
    "QuickInteractionForm",
    "ReaderForm",
    "ReadersForm",
    "ReplyForm",
    "SameForm",
    "SendForm",
    "SettleForm",
    "StepForm",
    "SubmissionFilterForm",
    "SubmissionForm",
    "TemplateForm",
    "TextForm",
    "WithdrawForm",
]
