"""Words of what an organisation settles."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.accounts.types import Way
from case_mgr.core.text import N_

WAYS: Mapping[Way, str] = {
    Way.ALONE: N_("Nobody: one person is enough"),
    Way.MEMBER: N_("Another member"),
    Way.PARTNER: N_("Another member, or a member of a trusted partner organisation"),
    Way.DELAY: N_("Another member, or after 24 hours whoever asked, if nobody objects"),
}
WAY_HINTS: Mapping[Way, str] = {
    Way.ALONE: N_("Nobody looks a second time. A mistake stands until somebody finds it."),
    Way.MEMBER: N_("The safest way, as long as there is always somebody else."),
    Way.PARTNER: N_("The partner decides in cases that are shared with it, by members who decide at home."),
    Way.DELAY: N_("For a small team: everybody who may see it reads a notice meanwhile, and any objection stops it."),
}
DAY_LABELS: Mapping[str, str] = {
    "silence": N_("Days without a sign of life until somebody is asked to look"),
    "stale": N_("Days without any change until somebody is asked to look into a case"),
    "no_consent": N_("Days after a case was opened until somebody is asked for an answer about consent"),
    "own_consent": N_("Days after a release until the person’s own consent is due"),
    "help_undecided": N_("Days until a request for help must be decided"),
    "help_unanswered": N_("Days until whoever asked for help must be told"),
    "after_release": N_("Days after a release with a batch until somebody asks how the person is"),
    "support_needed": N_("Days until somebody has seen to the support that is needed after a release"),
    "verify_release": N_("Days before the estimated end of a sentence to ask whether the person is released"),
}
