"""Copies third-party styles, icons and fonts from node_modules to the git-ignored folder static/vendor."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
MODULES = ASSETS / "node_modules"
VENDOR = ASSETS.parent / "static" / "vendor"

# Every subset gets this one family name: a page names one font and the browser fetches only the scripts it shows.
FAMILY = "Noto Sans"
# Of two faces that cover a character browsers take the later one: Latin stands last and keeps the punctuation.
SUBSETS = (
    ("noto-sans-arabic", ("arabic",)),
    ("noto-sans-hebrew", ("hebrew",)),
    ("noto-sans", ("cyrillic-ext", "cyrillic", "latin-ext", "latin")),
)
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


def font_face(package: str, subset: str) -> str:
    """The package's own @font-face rule for a subset, under our family name and pointing into fonts/."""
    css = (MODULES / "@fontsource-variable" / package / "wght.css").read_text(encoding="utf-8")
    file = f"{package}-{subset}-wght-normal.woff2"
    for rule in re.findall(r"@font-face\s*\{[^}]*\}", css):
        if f"/{file})" in rule:
            named = re.sub(r"font-family:[^;]*;", f'font-family: "{FAMILY}";', rule)
            return re.sub(r"url\([^)]*\)", f"url(fonts/{file})", named)
    sys.exit(f"{package} has no subset {subset} any more: correct SUBSETS in {Path(__file__).name}.")


def copy_fonts(target: Path) -> None:
    """The font files of the scripts we show, and fonts.css with the characters that each one covers."""
    (target / "fonts").mkdir()
    rules = []
    for package, subsets in SUBSETS:
        for subset in subsets:
            rules.append(font_face(package, subset))
            file = f"{package}-{subset}-wght-normal.woff2"
            shutil.copyfile(MODULES / "@fontsource-variable" / package / "files" / file, target / "fonts" / file)
    (target / "fonts.css").write_text("\n\n".join(rules) + "\n", encoding="utf-8")


def copy_licences(target: Path) -> None:
    """The licences of what is served, which ask to travel with it."""
    (target / "licences").mkdir()
    for package in ("bootstrap", "bootstrap-icons", *(f"@fontsource-variable/{name}" for name, _ in SUBSETS)):
        shutil.copyfile(MODULES / package / "LICENSE", target / "licences" / f"{package.rpartition('/')[2]}.txt")


def main() -> None:
    """Builds beside the old folder and swaps at the end, so that a broken build leaves the old one in place."""
    VENDOR.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VENDOR.parent, prefix=".vendor-") as name:
        fresh = Path(name) / "new"
        fresh.mkdir()
        for step in (copy_styles, build_sprite, copy_fonts, copy_licences):
            step(fresh)
        if VENDOR.exists():
            VENDOR.rename(Path(name) / "old")
        fresh.rename(VENDOR)


if __name__ == "__main__":
    main()
