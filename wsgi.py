"""The entry point of a WSGI server."""

from case_mgr.app import create_app

app = create_app()
