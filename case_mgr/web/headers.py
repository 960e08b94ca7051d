"""Headers of every answer."""

from __future__ import annotations

from flask import Flask, Response, request

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# What somebody handed in and takes out again: nothing in it runs, whatever a browser makes of it.
SANDBOX = "default-src 'none'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
# An address that is a secret is told to nobody, not even to ourselves.
QUIET = "no-referrer"
FIXED = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def install(app: Flask, *, https: bool) -> None:
    """Put the headers on every answer, also on errors and redirects."""

    @app.after_request
    def _headers(response: Response) -> Response:
        closed = response.headers.get("Content-Security-Policy") == SANDBOX
        quiet = response.headers.get("Referrer-Policy") == QUIET or response.status_code == 410
        for name, value in FIXED.items():
            response.headers[name] = value
        if quiet:
            response.headers["Referrer-Policy"] = QUIET
        if closed:
            response.headers["Content-Security-Policy"] = SANDBOX
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        return response
