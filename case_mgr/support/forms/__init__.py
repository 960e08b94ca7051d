"""Forms of the support room."""

from case_mgr.support.forms.entries import (
    EntryForm,
    ListFilter,
    NoteForm,
    PayForm,
    PeriodForm,
    RateForm,
    ReasonForm,
    ReceiptForm,
)
from case_mgr.support.forms.grants import ClosingForm, GrantForm, LineForm, ReadersForm

__all__ = [
    "ClosingForm",
    "EntryForm",
    "GrantForm",
    "LineForm",
    "ListFilter",
    "NoteForm",
    "PayForm",
    "PeriodForm",
    "RateForm",
    "ReadersForm",
    "ReasonForm",
    "ReceiptForm",
]
