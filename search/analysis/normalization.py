"""How is text cleaned before it is kept, shown or searched? Invisible differences go; what a reader sees stays."""

import re
import unicodedata

# Soft hyphens, zero-width characters and direction marks: invisible in print, yet they keep words apart.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def normalize(text: str) -> str:
    r"""Text in Unicode's composed form, on one line, without invisible or control characters.

    >>> normalize("Außen\u00admini\u00adsterin \n Baerbock")
    'Außenministerin Baerbock'
    >>> normalize("„So“ – nicht anders…")
    '„So“ – nicht anders…'
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()
