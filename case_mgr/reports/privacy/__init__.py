"""What a reader could compute from everything published, and what must be hidden so that they cannot. Pure."""

from case_mgr.reports.privacy.equations import Over
from case_mgr.reports.privacy.hiding import Asked, hide
from case_mgr.reports.privacy.published import ALL, Dims, Key, Published, days_of, key_of, parse

__all__ = ["ALL", "Asked", "Dims", "Key", "Over", "Published", "days_of", "hide", "key_of", "parse"]
