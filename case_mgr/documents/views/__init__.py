"""Pages of documents."""

from case_mgr.documents.views import reading, writing
from case_mgr.documents.views.room import blueprint

__all__ = ["blueprint", "reading", "writing"]
