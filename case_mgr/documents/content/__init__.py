"""What a file is, told by its bytes alone: neither its name nor what a browser says of it counts."""

from case_mgr.documents.content.look import look
from case_mgr.documents.content.refusals import Unfit

__all__ = ["Unfit", "look"]
