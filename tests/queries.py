"""What do people type? Strategies for texts of queries, well formed and not."""

from hypothesis import strategies as st

SIGNS = [
    *["a", "b", "Mali", "UN-Rat", "Müll*", "Germany's", "*x", "y~2", "OR", "ODER", "AND", "UND", "NOT", "NICHT", "or"],
    *["-", "(", ")", '"', "„", "“", "'", "’", "«", "»", '"a b"', "“c d”~5", "'e f'~0", "title:", "titel:", "Titel: "],
    *["country:", "land:iraq", "date:2020", "datum:xyz", "…", ":", "~", "*", "\u0301", "ß", "\u200b", "\x00"],
]
texts = st.lists(st.tuples(st.sampled_from(SIGNS), st.sampled_from(["", " ", " "])), max_size=25).map(
    lambda parts: "".join(sign + space for sign, space in parts)
)
