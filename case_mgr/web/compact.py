"""Leaves out of pages the indentation of their templates: pages travel uncompressed, and a fifth of them was blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

# A line break stays, since words on two lines are two words; blanks within a line stay too.
_BREAK = re.compile(r"[ \t]*\n\s*")


class Compact(Extension):
    """Shortens what a template itself says, once, when it is compiled: what people typed never changes."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Return the pieces of a template, each run of blanks with a line break in it as one line break."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, token.type, _BREAK.sub("\n", token.value))
            else:
                yield token
