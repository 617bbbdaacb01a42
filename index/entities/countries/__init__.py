"""Which countries does a release name, and which is it about? Found on cased, unstemmed text; pure.

`forms` makes the words of the table into those of running text, `scan` finds them, `dateline` reads the head of a text,
`evidence` weighs what was found, and `gazetteer` does all of it for a release.
"""

from index.entities.countries.evidence import Countries, Evidence, Rule
from index.entities.countries.gazetteer import Gazetteer, load_gazetteer

__all__ = ["Countries", "Evidence", "Gazetteer", "Rule", "load_gazetteer"]
