"""The rules about cases and people that this room knows itself."""

from case_mgr.tasks.rules.consent import NO_CONSENT, OWN_CONSENT
from case_mgr.tasks.rules.following import SILENCE, STALE

RULES = (SILENCE, STALE, NO_CONSENT, OWN_CONSENT)

__all__ = ["RULES"]
