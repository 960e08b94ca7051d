"""Where a form may lead afterwards, and what pages of a list somebody may ask for."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.paging import SIZES, PageRequest, settle
from case_mgr.web.views import local

# Browsers take a backslash for a slash and leave out tabs and line ends.
tricky = st.text(st.sampled_from("/\\\t\r\n\0 :@.?#%aehjlptvx"), max_size=24) | st.text(max_size=24)


def as_a_browser(target: str) -> str:
    """Return the host that a browser would go to."""
    read = target.strip("".join(map(chr, range(33)))).translate({9: None, 10: None, 13: None}).replace("\\", "/")
    return urlsplit(urljoin("https://here.example/sign-in", read)).netloc


@given(tricky)
def test_no_target_leads_elsewhere(target: str) -> None:
    assert as_a_browser(local(target)) == "here.example"
    assert local(target).startswith("/")
    assert not set("\r\n\t\0\\") & set(local(target))


@given(st.text(st.sampled_from("abc019-_.~"), max_size=12), st.text(st.sampled_from("abc=&019"), max_size=12))
def test_a_path_of_ours_is_kept(path: str, query: str) -> None:
    assert local(f"/x{path}?{query}") == f"/x{path}?{query}"


@given(st.none() | st.text(max_size=30), st.none() | st.text(max_size=30))
def test_any_text_is_some_page(number: str | None, size: str | None) -> None:
    request = PageRequest.read(number, size)
    assert 1 <= request.number <= 9_999_999
    assert request.size in SIZES


@given(st.integers(1, 10**6), st.sampled_from(SIZES), st.integers(0, 10**7))
def test_no_page_lies_beyond_the_end(number: int, size: int, total: int) -> None:
    at = settle(PageRequest(number, size), total)
    assert (at.number - 1) * at.size < max(total, 1)
