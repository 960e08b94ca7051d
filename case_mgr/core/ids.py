"""Identifiers that tell a stranger nothing."""

import secrets


def new_public_id() -> str:
    """Return a random identifier for URLs: 96 bits as 24 hexadecimal characters."""
    return secrets.token_hex(12)


def new_token() -> str:
    """Return a random secret for links, sessions and forms: 256 bits, URL-safe."""
    return secrets.token_urlsafe(32)
