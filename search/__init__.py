"""The heart: what a release is, what a query is, what a page of results is, and how text becomes terms.

Both siblings speak the release model, so it lives here: `index` turns sources into releases and hands them to an
engine's writer, `web` turns addresses into queries and renders the page that a reader returns. This package imports
neither. Its core is pure; disk is touched in `search.engines`, `search.settings` and `search.cli` alone.
"""
