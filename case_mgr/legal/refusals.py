"""A refusal that knows which field of the form it is about."""

from __future__ import annotations

from case_mgr.core.errors import Refused


class Wrong(Refused):
    """What was typed in one field is not possible; the sentence says what to do."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field
