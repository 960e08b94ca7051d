"""Forms of the advocacy room."""

from case_mgr.advocacy.forms.contacts import ChannelForm, ContactFilterForm, ContactForm, NewContactForm
from case_mgr.advocacy.forms.shared import ConfirmForm
from case_mgr.advocacy.forms.talks import InteractionForm, QuickInteractionForm, SettleForm

__all__ = [
    "ChannelForm",
    "ConfirmForm",
    "ContactFilterForm",
    "ContactForm",
    "InteractionForm",
    "NewContactForm",
    "QuickInteractionForm",
    "SettleForm",
]
