"""Whom and what does a text name? Countries and ministers, found on cased, unstemmed text; pure."""
