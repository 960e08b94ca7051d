"""Forms of the pardons room."""

from case_mgr.pardons.forms.batches import BatchForm, NewBatchForm
from case_mgr.pardons.forms.claims import ClaimForm
from case_mgr.pardons.forms.concessions import ConcessionForm, LinkForm
from case_mgr.pardons.forms.deciding import DecideForm
from case_mgr.pardons.forms.duty import DutyForm
from case_mgr.pardons.forms.names import AnonymousForm, NamesForm, QuickForm, list_answers
from case_mgr.pardons.forms.newcomers import NewcomerForm
from case_mgr.pardons.forms.proving import ConfirmForm, ReasonForm, RefuteForm, ScopeForm
from case_mgr.pardons.forms.shared import whole
from case_mgr.pardons.forms.sources import MediatorForm, SourceForm
from case_mgr.pardons.forms.stock import StockForm

__all__ = [
    "AnonymousForm",
    "BatchForm",
    "ClaimForm",
    "ConcessionForm",
    "ConfirmForm",
    "DecideForm",
    "DutyForm",
    "LinkForm",
    "MediatorForm",
    "NamesForm",
    "NewBatchForm",
    "NewcomerForm",
    "QuickForm",
    "ReasonForm",
    "RefuteForm",
    "ScopeForm",
    "SourceForm",
    "StockForm",
    "list_answers",
    "whole",
]
