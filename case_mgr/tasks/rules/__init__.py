"""The rules about cases, people and requests for help that this room knows itself."""

from case_mgr.tasks.rules.consent import NO_CONSENT, OWN_CONSENT
from case_mgr.tasks.rules.following import SILENCE, STALE
from case_mgr.tasks.rules.helping import HELP_UNANSWERED, HELP_UNDECIDED
from case_mgr.tasks.rules.sharing import SHARED_UNCONSENTED

RULES = (SILENCE, STALE, NO_CONSENT, OWN_CONSENT, SHARED_UNCONSENTED, HELP_UNDECIDED, HELP_UNANSWERED)

__all__ = ["RULES"]
