"""Tables of the detainees room."""

from case_mgr.detainees.models.person import Detainee, NameKey, Nationality, PersonName

__all__ = ["Detainee", "NameKey", "Nationality", "PersonName"]
