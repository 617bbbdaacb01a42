"""How do two versions of a release stand beside each other, and what does one of them alone say? Pure, and no engine's.

`compare` aligns their paragraphs (`search.alignment`) and compares what they name: `quantities`, `dates` and `names`,
each reduced to keys that are the same in every language (`mentions`); `missed` says which of them are marked.
"""

from search.parallel.comparison import Paragraph, Row, Stretch, compare
from search.parallel.mentions import Sort

__all__ = ["Paragraph", "Row", "Sort", "Stretch", "compare"]
