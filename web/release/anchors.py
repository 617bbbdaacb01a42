"""How is a paragraph linked to? By what it says, so that the link leads to it, or nowhere, when the release changes.

Newsrooms change what they have published. A paragraph more at the beginning, and `#p5` is another one: who follows a
quotation reads a sentence that nobody quoted, and cannot tell. So the link beside a paragraph goes by its letters and
digits; corrected commas and quotation marks leave it as it was. Where the words have changed, it leads to the top of
the page, which tells of the change. `#p5` still works, for those who count paragraphs and for links that are out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256


def anchors(paragraphs: Iterable[str]) -> Iterator[str]:
    """The anchor of each paragraph of a release; of paragraphs that say the same, the later ones are numbered.

    >>> list(anchors(["Die Lage ist ernst.", "Die Lage ist „ernst“!", "Die Lage ist gut."]))
    ['p-b784359c', 'p-b784359c-2', 'p-9c4e8a5f']
    """
    seen = Counter[str]()
    for paragraph in paragraphs:
        anchor = _anchor(paragraph)
        seen[anchor] += 1
        yield anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"


def _anchor(paragraph: str) -> str:
    said = "".join(filter(str.isalnum, paragraph.casefold()))
    return f"p-{sha256(said.encode(errors='surrogatepass')).hexdigest()[:8]}"
