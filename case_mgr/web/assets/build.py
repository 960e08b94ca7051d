"""Copies third-party styles, icons and fonts from node_modules to the git-ignored folder static/vendor."""

import hashlib
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ASSETS = Path(__file__).resolve().parent
MODULES = ASSETS / "node_modules"
VENDOR = ASSETS.parent / "static" / "vendor"

# Every file gets this one family name: a page names one font and the browser fetches only the scripts it shows.
FAMILY = "Noto Sans"
# The style sheets use nothing thinner or heavier; the rest of the weights is a third to a half of every file.
WEIGHTS = (400, 700)
# Of two faces that cover a character browsers take the later one: Latin stands last and keeps the punctuation.
SUBSETS = (
    ("noto-sans-arabic", ("arabic",)),
    ("noto-sans-hebrew", ("hebrew",)),
    ("noto-sans", ("cyrillic-ext", "cyrillic", "latin-ext", "latin")),
)
# Scripts of names that printed documents show and that PyPI has no font of; typst reads no compressed fonts.
PRINTED = (
    "@fontsource-variable/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-wght-normal.woff2",
    "@fontsource/noto-sans-myanmar/files/noto-sans-myanmar-myanmar-400-normal.woff2",
    "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2",
)
# Letters that get a file of their own, because the whole subset would outweigh every page that shows one of them:
# Łacinka, Polish, Baltic, Czech, Turkish, Romanian and Azerbaijani names; Arabic and Persian without rare letters.
NEAR = {
    "latin-ext": ((0x100, 0x17F), (0x18F, 0x18F), (0x218, 0x21B), (0x259, 0x259), (0x2B9, 0x2BA), (0x1E9E, 0x1E9E)),
    "arabic": ((0x600, 0x6FF), (0x200C, 0x200E)),
}
SYMBOL = re.compile(r'<symbol\b[^>]*\bid="([^"]+)".*?</symbol>', re.DOTALL)


def copy_styles(target: Path) -> None:
    """Bootstrap for both directions of writing, without the reference to a source map that is not served."""
    for name in ("bootstrap.min.css", "bootstrap.rtl.min.css"):
        css = (MODULES / "bootstrap" / "dist" / "css" / name).read_text(encoding="utf-8")
        (target / name).write_text(re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css).rstrip() + "\n", encoding="utf-8")


def wanted_icons() -> list[str]:
    """The names in icons.txt."""
    lines = (ASSETS / "icons.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def build_sprite(target: Path) -> None:
    """One SVG with the icons that pages may use: the full set would outweigh every page."""
    sprite = (MODULES / "bootstrap-icons" / "bootstrap-icons.svg").read_text(encoding="utf-8")
    symbols = {match[1]: match[0] for match in SYMBOL.finditer(sprite)}
    wanted = wanted_icons()
    unknown = [name for name in wanted if name not in symbols]
    if unknown:
        sys.exit(f"icons.txt names icons that bootstrap-icons does not have: {', '.join(unknown)}. Correct the names.")
    body = "\n".join(symbols[name] for name in wanted)
    (target / "icons.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n', encoding="utf-8")


@dataclass(frozen=True)
class Face:
    """A font file to cut out of a package's subset, and the characters for which browsers shall fetch it."""

    source: Path
    name: str
    characters: frozenset[int]

    def rule(self, folder: Path) -> str:
        """Return the @font-face rule; the address changes with the file, which browsers keep for a year."""
        digest = hashlib.sha256((folder / self.name).read_bytes()).hexdigest()[:10]
        return (
            f'@font-face {{\n  font-family: "{FAMILY}";\n  font-style: normal;\n  font-display: swap;\n'
            f"  font-weight: {WEIGHTS[0]} {WEIGHTS[1]};\n"
            f"  src: url(fonts/{self.name}?v={digest}) format('woff2-variations');\n"
            f"  unicode-range: {','.join(ranges(self.characters))};\n}}\n"
        )


def ranges(characters: Iterable[int]) -> list[str]:
    """Write characters as style sheets do: U+41-5A."""
    spans: list[list[int]] = []
    for code in sorted(characters):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return [f"U+{first:04X}-{last:04X}" if first != last else f"U+{first:04X}" for first, last in spans]


def covered(package: str, subset: str) -> tuple[Path, frozenset[int]]:
    """Return a subset's file and the characters that it has and that the package fetches it for."""
    folder = MODULES / "@fontsource-variable" / package
    file = f"{package}-{subset}-wght-normal.woff2"
    for rule in re.findall(r"@font-face\s*\{[^}]*\}", (folder / "wght.css").read_text(encoding="utf-8")):
        if f"/{file})" in rule:
            has = TTFont(folder / "files" / file, lazy=True).getBestCmap()
            spans = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", rule)
            wanted = {code for first, last in spans for code in range(int(first, 16), int(last or first, 16) + 1)}
            return folder / "files" / file, frozenset(has) & wanted
    sys.exit(f"{package} has no subset {subset} any more: correct SUBSETS in {Path(__file__).name}.")


def faces() -> list[Face]:
    """List the files to make, those that browsers prefer last."""
    out = []
    for package, subsets in SUBSETS:
        for subset in subsets:
            source, characters = covered(package, subset)
            near = {code for code in characters for first, last in NEAR.get(subset, ()) if first <= code <= last}
            out.append(Face(source, f"{package}-{subset}.woff2", characters - near))
            if near:
                out.append(Face(source, f"{package}-{subset}-near.woff2", frozenset(near)))
    return out


def cut(face: Face, target: Path) -> None:
    """Write one file with the face's characters and our weights."""
    options = Options(layout_features=["*"], name_IDs=["*"])
    font = TTFont(face.source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.characters)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    font.save(target / face.name)


def copy_fonts(target: Path) -> None:
    """The font files of the scripts we show, and fonts.css with the characters that each one covers."""
    (target / "fonts").mkdir()
    made = faces()
    with ProcessPoolExecutor() as pool:
        list(pool.map(cut, made, [target / "fonts"] * len(made)))
    (target / "fonts.css").write_text("\n".join(face.rule(target / "fonts") for face in made), encoding="utf-8")


def unpack_printed(target: Path) -> None:
    """The fonts of printed documents, as typst reads them."""
    (target / "print").mkdir()
    for name in PRINTED:
        font = TTFont(MODULES / name)
        font.flavor = None
        font.save(target / "print" / f"{Path(name).stem}.ttf")


def copy_licences(target: Path) -> None:
    """The licences of what is served, which ask to travel with it."""
    (target / "licences").mkdir()
    printed = (name.partition("/files/")[0] for name in PRINTED[1:])
    for package in ("bootstrap", "bootstrap-icons", *(f"@fontsource-variable/{name}" for name, _ in SUBSETS), *printed):
        shutil.copyfile(MODULES / package / "LICENSE", target / "licences" / f"{package.rpartition('/')[2]}.txt")


def main() -> None:
    """Builds beside the old folder and swaps at the end, so that a broken build leaves the old one in place."""
    VENDOR.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VENDOR.parent, prefix=".vendor-") as name:
        fresh = Path(name) / "new"
        fresh.mkdir()
        for step in (copy_styles, build_sprite, copy_fonts, unpack_printed, copy_licences):
            step(fresh)
        if VENDOR.exists():
            VENDOR.rename(Path(name) / "old")
        fresh.rename(VENDOR)


if __name__ == "__main__":
    main()
