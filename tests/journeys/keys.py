"""A page by keyboard alone: what somebody without a mouse presses."""

from tests.journeys.fixtures import Visitor

_REACHED = """() => {
    const one = document.activeElement;
    const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
    return (label || "").trim();
}"""
_MOST = 200


def reach(visitor: Visitor, name: str) -> None:
    """Press Tab until the focus is on what has this name, as somebody without a mouse does."""
    for _ in range(_MOST):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(_REACHED).startswith(name):
            return
    raise AssertionError(f"{visitor.page.url}: no Tab leads to “{name}”")


def write(visitor: Visitor, name: str, text: str) -> None:
    """Reach a field and type over what stands in it."""
    reach(visitor, name)
    visitor.page.keyboard.press("ControlOrMeta+A")
    visitor.page.keyboard.type(text)


def enter(visitor: Visitor, name: str) -> None:
    """Reach a link or button, press Enter, and check the page that comes."""
    reach(visitor, name)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.look()


def tick(visitor: Visitor, name: str) -> None:
    """Choose one of several with the arrows."""
    box = visitor.page.get_by_label(name, exact=True)
    for _ in range(12):
        if box.is_checked():
            return
        visitor.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{visitor.page.url}: no arrow leads to “{name}”")
