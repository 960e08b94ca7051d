"""What the worker does for this room by itself: checks the rules of every organisation once an hour."""

from __future__ import annotations

from case_mgr.jobs.types import Round
from case_mgr.tasks import service

ROUND = Round("tasks", service.list_due, service.check)
