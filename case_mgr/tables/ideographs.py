"""Whether bytes were read in the right East Asian encoding: the same bytes are letters in several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

ENCODINGS: Mapping[str, str] = {"gb18030": "zh", "big5hkscs": "zh", "cp932": "ja", "euc_jp": "ja", "cp949": "ko"}
"""Encodings by the language that they were made for; each reads what its smaller kin writes."""

_SIGN = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_KANA = re.compile("[\u3041-\u30fa]")
_OTHER_LETTER = re.compile("[\u00c0-\u02ff\u0370-\u05ff\u0600-\u10ff\uff61-\uff9f\ue000-\uf8ff]")
_CHARS = 20_000


@cache
def _touching() -> re.Pattern[str]:
    # It takes longer to be made than most lists to be read.
    return re.compile(f"[A-Za-z]{_SIGN.pattern}|{_SIGN.pattern}[A-Za-z]")


@cache
def _usual(language: str) -> frozenset[str]:
    text = files("case_mgr.tables").joinpath("data/ideographs.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(sign for kind, signs in lines if kind == language for sign in signs)


def rate(text: str, language: str) -> float:
    """Return from 0 to 1 how far a text looks like a list of people in an East Asian language."""
    text = text[:_CHARS]
    signs = _SIGN.findall(text)
    if not signs:
        return 0.0
    # Names in Latin letters with accents become words that change between Latin letters and signs.
    if len(_touching().findall(text)) * 4 > len(signs) or len(_OTHER_LETTER.findall(text)) * 20 > len(signs):
        return 0.0
    usual = _usual(language)
    kana = len(_KANA.findall(text))
    if language != "ja" and kana * 20 > len(signs):
        # Only Japanese is written with kana.
        return 0.0
    return sum(sign in usual or (language == "ja" and _KANA.match(sign) is not None) for sign in signs) / len(signs)
