"""What the support room gives back to pages and to other rooms."""

from case_mgr.support.results.entries import (
    DeclarationView,
    EntryRow,
    EntryView,
    Papers,
    ReceiptView,
    ShareView,
    StepView,
    Twin,
)
from case_mgr.support.results.grants import (
    Balance,
    ClosingView,
    CurrencyTotal,
    GrantTotals,
    GrantView,
    LineTotal,
    LineView,
    Money,
    Reader,
)
from case_mgr.support.results.lists import ListPreview, ListRow, ReadLine, SampledView, SampleRow, SampleView, Statement

__all__ = [
    "Balance",
    "ClosingView",
    "CurrencyTotal",
    "DeclarationView",
    "EntryRow",
    "EntryView",
    "GrantTotals",
    "GrantView",
    "LineTotal",
    "LineView",
    "ListPreview",
    "ListRow",
    "Money",
    "Papers",
    "ReadLine",
    "Reader",
    "ReceiptView",
    "SampleRow",
    "SampleView",
    "SampledView",
    "ShareView",
    "Statement",
    "StepView",
    "Twin",
]
