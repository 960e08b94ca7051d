"""Drafts, results and closed lists of the legal room."""
