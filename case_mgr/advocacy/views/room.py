"""The blueprint of the advocacy room."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("advocacy", __name__, template_folder="../templates")
