"""Forms of what is told of a person."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.detainees.forms.shared import NAME
from case_mgr.web.forms import Form, VersionedForm

_TEXT = 50_000


class BiographyForm(VersionedForm):
    """The life of a person told in one language."""

    text = TextAreaField(_("Biography"), [InputRequired(_("Write the biography")), Length(max=_TEXT)])
    ready = BooleanField(_("It is ready, not a draft"))


class PhotographForm(Form):
    """A picture to hand in."""

    photo = FileField(_("Picture"), [FileRequired(_("Choose a picture"))])
    source = StringField(_("Source, and who allowed its use"), [Optional(), Length(max=NAME)])
