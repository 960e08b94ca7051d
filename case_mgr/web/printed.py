"""The field for a name as some source prints it: what cannot be seen in it is shown, and left out only on request."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from wtforms.utils import unset_value

from case_mgr.names import strange
from case_mgr.web.fields import FormData, NameField, tidy_name

_LONGEST_LOOK = 2000


class PrintedNameField(NameField):
    """A name that is going to be kept: a mark that turns the reading is refused until somebody leaves it out."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        self.strange: tuple[str, ...] = ()
        self._confirmed = False
        super().__init__(label, validators, **kwargs)

    @property
    def confirm_name(self) -> str:
        """The name of the tick that leaves such characters out."""
        return f"{self.name}-stripped"

    def process(
        self, formdata: FormData | None, data: Any = unset_value, extra_filters: Iterable[Any] | None = None
    ) -> None:
        """Look whether the tick is set before the name is read."""
        self._confirmed = formdata is not None and self.confirm_name in formdata
        super().process(formdata, data, extra_filters)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the name as typed, or say which of its characters nobody can see."""
        if not valuelist:
            return
        text = unicodedata.normalize("NFC", valuelist[0])
        if len(text) > _LONGEST_LOOK:
            # Too long in any case: its length is refused, and nobody reads what it holds.
            self.data = tidy_name(strange.shown(text))
            return
        text = strange.without(text) if self._confirmed else text
        self.strange = strange.strange(text)
        self.data = tidy_name(strange.shown(text))
        if self.strange:
            raise ValueError(
                _(
                    "This name holds characters that cannot be seen: %(codes)s. Compare it with the source; tick the "
                    "box below to record it without them, or type it anew.",
                    codes=", ".join(self.strange),
                )
            )
        if strange.is_flooded(text):
            raise ValueError(_("A letter of this name carries a heap of marks. Type it as the source prints it."))
