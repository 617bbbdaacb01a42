"""What of a text can an XML document hold? Feeds and sheets of Excel are made of it."""

import re

_NOT_ALLOWED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def allowed(text: str) -> str:
    r"""The text without the characters that no XML document can hold, not even escaped.

    >>> allowed("a\x0bb"), allowed("a<b")
    ('ab', 'a<b')
    """
    return _NOT_ALLOWED.sub("", text)
