"""A Latin name has keys for how other scripts hear it (John is Джон): what was kept before would not find it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty the keys of names; `case-mgr upgrade` writes them anew, by the rules of this version."""
    for name in ("name_key", "name_word"):
        op.execute(sa.delete(sa.table(name)))


def downgrade() -> None:
    """Empty them too: an older version would look for other keys."""
    upgrade()
