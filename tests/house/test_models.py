"""Rules about tables."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table

from case_mgr.core.db import Base
from case_mgr.rooms import models
from tests.house import app_rules as rules

models.load()


def _breach() -> MetaData:
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer, primary_key=True))
    Table(
        "child",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("parent_id", ForeignKey("parent.id")),
        Column("phone_sealed", LargeBinary),
    )
    return metadata


def test_foreign_keys_are_indexed() -> None:
    assert rules.unindexed(Base.metadata) == []
    assert rules.unindexed(_breach()) == ["child.parent_id refers without an index"]


def test_secrets_are_bound_and_marked() -> None:
    assert rules.unbound_secrets(Base.metadata) == []
    assert rules.unmarked_secrets(Base.metadata) == []
    assert len(rules.unbound_secrets(_breach())) == 1
    assert len(rules.unmarked_secrets(_breach())) == 1
