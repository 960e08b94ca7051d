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
    SampleForm,
    UploadForm,
)
from case_mgr.support.forms.grants import ClosingForm, GrantForm, LineForm, ReadersForm

__all__ = [
    "ClosingForm",
    "EntryForm",
    "ExportForm",
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
    "SampleForm",
    "UploadForm",
]
