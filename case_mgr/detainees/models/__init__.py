"""Tables of the detainees room."""

from case_mgr.detainees.models.compartments import IdentityDocument
from case_mgr.detainees.models.person import Detainee, NameKey, Nationality, PersonName

__all__ = ["Detainee", "IdentityDocument", "NameKey", "Nationality", "PersonName"]
