"""Where does a sentence end? Behind a full stop that belongs to no abbreviation, day or initial."""

import re
from collections.abc import Iterator

# Such a sign, with quotes and brackets behind it, before something that can begin a sentence; or the end of a line.
_END = re.compile(r"[.!?…][\"'”“«»’)\]]*+[^\S\n]++(?=[\"'„“”«»‘(\[–-]*+[^\W_a-zß-öø-ÿ])|\n++")
_LAST_WORD = re.compile(r"[^\s(\"„“«»]+$")
_LONGEST = 20  # characters of what is looked at before a full stop
_ABBREVIATIONS = re.compile(
    r"al|approx|apr|art|aug|b[dz]w?|bzw|ca|capt|chf|col|d\.h|dept|dez|dipl|dr|e\.g|etc|evtl|ev|feb|fig|fr|frl|geb|gem|gen"
    r"|ggf|gov|hl|hon|hrn?|i\.d\.r|i\.e|inkl|insb|jan|jh|jr|ju[ln]|kap|lic|lt|ltd|max|med|messrs|min|mio|mr[ds]?|ms|no?s?"
    r"|nov|nr|o\.ä|o[ck]t|phil|pp|prof|rep|resp|rev|sen|sept?|sgt|sog|sr|st|str|tel|u\.a|u\.s|usw|v\.a|vgl|vol|vs|z\.[bt]",
    re.IGNORECASE,
)
_INITIAL_OR_DAY = re.compile(r"[^\W\d_]|\d{1,2}|[IVX]+")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a normalised text in order; a line is never part of the sentence before it.

    >>> list(sentences("Am 4. Juni kam Dr. Meier. Er sprach mit Mr. Smith. 12 Gäste kamen."))
    ['Am 4. Juni kam Dr. Meier.', 'Er sprach mit Mr. Smith.', '12 Gäste kamen.']
    >>> list(sentences("The U.S. Secretary of State met J. Doe at 9 a.m. on Monday."))
    ['The U.S. Secretary of State met J. Doe at 9 a.m. on Monday.']
    """
    start = 0
    for end in _END.finditer(text):
        if end.group()[0] == "." and _is_abbreviated(text[max(start, end.start() - _LONGEST) : end.start()]):
            continue
        if sentence := text[start : end.end()].strip():
            yield sentence
        start = end.end()
    if rest := text[start:].strip():
        yield rest


def _is_abbreviated(before: str) -> bool:
    """Whether a full stop belongs to what stands before it."""
    last = _LAST_WORD.search(before)
    word = last.group() if last else ""
    return _ABBREVIATIONS.fullmatch(word) is not None or _INITIAL_OR_DAY.fullmatch(word) is not None
