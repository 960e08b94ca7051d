"""Pages of imports."""

from case_mgr.imports.views import decisions, questions, results, steps, values
from case_mgr.imports.views.base import blueprint

__all__ = ["blueprint", "decisions", "questions", "results", "steps", "values"]
