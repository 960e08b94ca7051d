"""Settings of an installation: read once from the environment, then frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "be", "ru")


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between installations."""

    env: str
    instance: Path
    database_url: str
    owner_url: str
    replica_url: str | None
    keys: Path
    files: Path
    base_url: str | None
    mail_url: str | None
    mail_from: str | None
    bind: str
    workers: int
    languages: tuple[str, ...]
    demo: bool

    @property
    def development(self) -> bool:
        """Whether this is a developer's machine."""
        return self.env == "development"


def read(environ: Mapping[str, str]) -> Settings:
    """Read the settings; a value that cannot be right is refused with its name."""
    env = environ.get("CASE_MGR_ENV", "production")
    if env not in ("production", "development"):
        raise Refused(N_("CASE_MGR_ENV must be production or development, not %(value)s."), value=env)
    instance = Path(environ.get("CASE_MGR_INSTANCE") or ROOT / "instance").resolve()
    url = _driver(environ.get("CASE_MGR_DATABASE_URL") or f"sqlite:///{instance / 'case-mgr.sqlite3'}")
    demo = environ.get("CASE_MGR_DEMO", "0") == "1"
    if demo and env == "production":
        raise Refused(N_("CASE_MGR_DEMO cannot be set in production: it would put invented people beside real ones."))
    keys = Path(environ.get("CASE_MGR_KEYS") or instance / "keys.json").resolve()
    if env == "production" and keys.is_relative_to(instance):
        raise Refused(
            N_("CASE_MGR_KEYS must name a file outside the instance folder, or a copy of it opens everything.")
        )
    return Settings(
        env=env,
        instance=instance,
        database_url=url,
        owner_url=_driver(environ.get("CASE_MGR_OWNER_URL") or url),
        replica_url=environ.get("CASE_MGR_REPLICA_URL") or None,
        keys=keys,
        files=Path(environ.get("CASE_MGR_FILES") or instance / "files").resolve(),
        base_url=(environ.get("CASE_MGR_BASE_URL") or "").rstrip("/") or None,
        mail_url=environ.get("CASE_MGR_MAIL_URL") or None,
        mail_from=environ.get("CASE_MGR_MAIL_FROM") or None,
        bind=environ.get("CASE_MGR_BIND") or "127.0.0.1:8000",
        workers=_count(environ.get("CASE_MGR_WORKERS") or "2"),
        languages=tuple((environ.get("CASE_MGR_LANGUAGES") or ",".join(LANGUAGES)).replace(" ", "").split(",")),
        demo=demo,
    )


def read_environment() -> Settings:
    """Read the settings of this process."""
    return read(os.environ)


def _driver(url: str) -> str:
    """Name the PostgreSQL driver that we ship, whichever spelling the address uses."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise Refused(N_("CASE_MGR_DATABASE_URL is not an address of a database.")) from error
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= 64):
        raise Refused(N_("CASE_MGR_WORKERS must be a number from 1 to 64."))
    return int(text)
