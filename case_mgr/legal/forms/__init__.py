"""Forms of the legal room: shape only; what is possible is decided by the service."""

from case_mgr.legal.forms.acts import DetentionForm, ListingForm, RemedyForm
from case_mgr.legal.forms.charges import ChangeChargeForm, ChargesForm
from case_mgr.legal.forms.hearings import HearingForm, PostponeForm
from case_mgr.legal.forms.officials import NamingForm, OfficialFilterForm, OfficialForm, SpellingForm
from case_mgr.legal.forms.shared import TakeBackForm
from case_mgr.legal.forms.trials import SentenceForm

__all__ = [
    "ChangeChargeForm",
    "ChargesForm",
    "DetentionForm",
    "HearingForm",
    "ListingForm",
    "NamingForm",
    "OfficialFilterForm",
    "OfficialForm",
    "PostponeForm",
    "RemedyForm",
    "SentenceForm",
    "SpellingForm",
    "TakeBackForm",
]
