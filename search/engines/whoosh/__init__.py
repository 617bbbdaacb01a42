"""The embedded engine: a Whoosh index on disk, one directory, no server.

`store` keeps the directory (which generation is live, who may write), `schema` declares the fields, `writer` and
`reader` keep the contract, `evaluate` finds what matches. Nothing of Whoosh leaves this package; its errors become
ours.
"""

from search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
