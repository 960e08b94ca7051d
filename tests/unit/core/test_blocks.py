"""Lists in pieces lose nothing and keep their order."""

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.blocks import blocks


@given(st.lists(st.integers()), st.integers(1, 9))
def test_blocks_put_together_are_the_list(values: list[int], size: int) -> None:
    found = list(blocks(values, size))
    assert [value for block in found for value in block] == values
    assert all(0 < len(block) <= size for block in found)
    assert len(found) == -(-len(values) // size)
