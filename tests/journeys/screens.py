"""The four ways in which a journey is walked."""

import pytest

SCREENS = [
    pytest.param((width, javascript), id=f"{width}-{'js' if javascript else 'nojs'}")
    for width in (1280, 360)
    for javascript in (True, False)
]
every_screen = pytest.mark.parametrize("visitor", SCREENS, indirect=True)
every_lone_screen = pytest.mark.parametrize("lone_visitor", SCREENS, indirect=True)
