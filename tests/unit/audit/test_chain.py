"""Laws of the chain: it follows only when nothing was changed, moved, added or taken away."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from case_mgr.audit.chain import ROOT, Follower, canonical, commitment, digest

keys = st.text(st.characters(codec="ascii"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)
bodies = st.lists(st.text(max_size=10), min_size=1, max_size=6)


@dataclass
class Link:
    """An entry as the database would give it."""

    seq: int
    previous: str
    hash: str
    body: str


def links(texts: list[str]) -> list[Link]:
    """Return a sound chain over these bodies."""
    made, head = [], ROOT
    for seq, body in enumerate(texts, 1):
        made.append(Link(seq, head, digest(head, body), body))
        head = made[-1].hash
    return made


def first_fault(chain: list[Link]) -> int | None:
    """Return the place of the first link that does not follow."""
    follower = Follower()
    return next((at for at, link in enumerate(chain) if follower.follow(link) is not None), None)


@given(bodies)
def test_a_sound_chain_follows(texts: list[str]) -> None:
    chain = links(texts)
    follower = Follower()
    assert [follower.follow(link) for link in chain] == [None] * len(texts)
    assert (follower.count, follower.head) == (len(texts), chain[-1].hash)


@given(bodies, st.data())
def test_a_changed_body_is_found_where_it_stands(texts: list[str], data: st.DataObject) -> None:
    chain = links(texts)
    at = data.draw(st.integers(0, len(chain) - 1))
    other = data.draw(st.text(max_size=10))
    assume(other != chain[at].body)
    chain[at] = replace(chain[at], body=other)
    assert first_fault(chain) == at


@given(bodies, st.data())
def test_a_changed_body_with_a_new_hash_is_found_at_the_next(texts: list[str], data: st.DataObject) -> None:
    chain = links([*texts, "last"])
    at = data.draw(st.integers(0, len(chain) - 2))
    other = chain[at].body + "x"
    chain[at] = replace(chain[at], body=other, hash=digest(chain[at].previous, other))
    assert first_fault(chain) == at + 1


@given(bodies, st.data())
def test_a_missing_link_is_found(texts: list[str], data: st.DataObject) -> None:
    chain = links([*texts, "last"])
    at = data.draw(st.integers(0, len(chain) - 2))
    del chain[at]
    assert first_fault(chain) == at


@given(bodies, st.data())
def test_a_link_put_in_twice_is_found(texts: list[str], data: st.DataObject) -> None:
    chain = links(texts)
    at = data.draw(st.integers(0, len(chain) - 1))
    chain.insert(at, chain[at])
    assert first_fault(chain) == at + 1


@given(bodies, st.data())
def test_two_links_swapped_are_found(texts: list[str], data: st.DataObject) -> None:
    chain = links([*texts, "last"])
    at = data.draw(st.integers(0, len(chain) - 2))
    chain[at], chain[at + 1] = chain[at + 1], chain[at]
    assert first_fault(chain) == at


@given(bodies, bodies)
def test_no_two_chains_have_one_head(one: list[str], other: list[str]) -> None:
    assert (links(one)[-1].hash == links(other)[-1].hash) == (one == other)


@given(values)
def test_canonical_text_means_the_value(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(keys, values, max_size=5))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


@given(values, values)
def test_different_values_have_different_texts(one: object, other: object) -> None:
    # True equals 1 in Python and not in JSON.
    assume(repr(one) != repr(other) and one != other)
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("value", [1.0, float("nan"), {"ж": 1}, {1: 1}, b"x", {"a": {"b": 0.5}}, [object()], {"a"}])
def test_what_languages_write_differently_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_the_arithmetic_is_as_documented() -> None:
    """Written out once, so that a change of the format is noticed: old chains must verify for ever."""
    assert hashlib.sha256(b"case-mgr audit chain 1").hexdigest() == ROOT
    assert canonical({"b": [1, "Ў", None, True], "a": "\n"}) == '{"a":"\\n","b":[1,"Ў",null,true]}'
    assert digest(ROOT, "Ў") == hashlib.sha256(bytes.fromhex(ROOT) + "Ў".encode()).hexdigest()
    assert commitment("00ff", "Ў") == hashlib.sha256(b"\x00\xff" + "Ў".encode()).hexdigest()
