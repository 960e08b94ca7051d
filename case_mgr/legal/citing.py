"""Writes an article as lawyers of a language cite it; what is written is read back as the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from case_mgr.legal.article_words import ADMINISTRATIVE, CRIMINAL
from case_mgr.legal.refs import Ref


@dataclass(frozen=True, slots=True)
class _Style:
    whole: str
    part: str
    paragraph: str
    laws: Mapping[str, str]


_STYLES: Mapping[str, _Style] = {
    "be": _Style("{paragraph}{part}арт. {article}", "ч. {} ", "п. {} ", {CRIMINAL: "КК", ADMINISTRATIVE: "КаАП"}),
    "ru": _Style("{paragraph}{part}ст. {article}", "ч. {} ", "п. {} ", {CRIMINAL: "УК", ADMINISTRATIVE: "КоАП"}),
    "uk": _Style("{paragraph}{part}ст. {article}", "ч. {} ", "п. {} ", {CRIMINAL: "КК", ADMINISTRATIVE: "КУпАП"}),
    "en": _Style(
        "Article {article}{part}{paragraph}",
        " part {}",
        " paragraph {}",
        {CRIMINAL: "Criminal Code", ADMINISTRATIVE: "Code of Administrative Offences"},
    ),
    "pl": _Style("art. {article}{part}{paragraph}", " § {}", " pkt {}", {CRIMINAL: "k.k.", ADMINISTRATIVE: "k.w."}),
}
LANGUAGES = tuple(_STYLES)


def cite(ref: Ref, language: str) -> str:
    """Cite an article with its part and law; English where the language has no form of its own."""
    style = _STYLES.get(language.replace("_", "-").split("-")[0], _STYLES["en"])
    # A part of a later law, 1-1, is written with a point: with a dash it would mean two parts.
    part = style.part.format(ref.part.replace("-", ".")) if ref.part else ""
    paragraph = style.paragraph.format(ref.paragraph.replace("-", ".")) if ref.paragraph else ""
    cited = style.whole.format(article=ref.article, part=part, paragraph=paragraph)
    return " ".join(text for text in (cited, law_name(ref.law, language)) if text)


def law_name(law: str, language: str) -> str:
    """Name a law shortly, with the year of its version where one is meant."""
    style = _STYLES.get(language.replace("_", "-").split("-")[0], _STYLES["en"])
    if law.startswith(ADMINISTRATIVE):
        return " ".join(text for text in (style.laws[ADMINISTRATIVE], law.removeprefix(ADMINISTRATIVE)) if text)
    return style.laws.get(law, law)
