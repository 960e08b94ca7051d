"""The indentation of templates is no part of a page; what people typed is."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment

import case_mgr
from case_mgr.web.compact import Compact

TYPED = "one\n\n    two  three\n"
TEMPLATE = """
<ul>
  {% for word in words %}
    <li class="a"
        id="b">{{ word }}</li>
  {% endfor %}
</ul>
<p>{% if words %}some{% endif %}
   {% if words %}words  apart{% endif %}</p>
<textarea>
{{ typed }}</textarea>
"""


def _made(*extensions: type[Compact]) -> str:
    return (
        Environment(extensions=list(extensions), autoescape=True).from_string(TEMPLATE).render(words="xy", typed=TYPED)
    )


def test_indentation_goes_words_stay_apart_and_what_was_typed_is_whole() -> None:
    plain, made = _made(), _made(Compact)
    assert plain.split() == made.split()
    assert "words  apart" in made
    assert f"<textarea>\n{TYPED}</textarea>" in made
    assert not re.search(r"\n[ \t]", made.replace(TYPED, ""))


def test_no_template_holds_preformatted_words_of_its_own() -> None:
    """Between these tags blanks would be seen: only what is put in may stand there."""
    literal = re.compile(r"<(pre|textarea)\b[^>]*>(?P<inside>.*?)</\1>", re.S)
    texts = [path.read_text("utf-8") for path in Path(case_mgr.__file__).parent.rglob("*.html")]
    found = [match["inside"] for text in texts for match in literal.finditer(text)]
    assert found
    for inside in found:
        assert not re.search(r"\S\s*\n\s*\S", re.sub(r"{[{%].*?[}%]}", "", inside, flags=re.S)), inside
