"""Verbs of the one door out: look over, ask, approve, refuse, make, fetch, and clear away what is over."""

from case_mgr.exports.service.asking import ask, look_over
from case_mgr.exports.service.deciding import approve, refuse, withdraw
from case_mgr.exports.service.fetching import ROUND, fetch
from case_mgr.exports.service.making import HANDLER, KIND

__all__ = ["HANDLER", "KIND", "ROUND", "approve", "ask", "fetch", "look_over", "refuse", "withdraw"]
