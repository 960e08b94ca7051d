"""How often Python looks for garbage: what the application is made of is never any."""

import gc
from functools import cache

# A block of a list makes hundreds of thousands of objects, nearly none of them in circles.
_YOUNG, _OLDER, _OLDEST = 20_000, 20, 20


@cache
def settle() -> None:
    """Leave out of every search what was made until now, once in a process, and search seldom."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _OLDEST)
