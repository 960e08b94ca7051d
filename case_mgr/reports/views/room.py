"""The blueprint of reports."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("reports", "case_mgr.reports", template_folder="templates")
