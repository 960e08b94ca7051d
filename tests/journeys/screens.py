"""The four ways in which a journey is walked."""

import pytest

SCREENS = [
    pytest.param((width, javascript), id=f"{width}-{'js' if javascript else 'nojs'}")
    for width in (1280, 360)
    for javascript in (True, False)
]
every_screen = pytest.mark.parametrize("visitor", SCREENS, indirect=True)
# A server of its own for each is dear: wide with scripts and narrow without show what differs.
both_lone_screens = pytest.mark.parametrize("lone_visitor", [SCREENS[0], SCREENS[3]], indirect=True)
