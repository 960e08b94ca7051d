"""What the worker does for this room by itself: counts the stock of every organisation anew."""

from __future__ import annotations

from case_mgr.jobs.types import Round
from case_mgr.pardons import service

ROUND = Round("stock", service.list_stock_due, service.count_stock_due)
