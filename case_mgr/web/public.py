"""The one list of routes that need no sign-in."""

PUBLIC = frozenset(
    {
        "static",
        "web.health",
        "web.leave",
        "web.language",
        "accounts.sign_in",
        "accounts.accept",
        "desk.calendar_feed",
        "donors.open_link",
        "donors.take_file",
    }
)
