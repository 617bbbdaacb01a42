"""What are words called in the other language? From the newsroom's own pairs, tables, glossaries and dictionaries.

pairs of releases → `parallel` sentences → `units` (content words, compounds taken apart) → `links` (IBM model 1, both
ways) → `phrases` counted → entries; beside these, `countries`, `glossary`, `ding`. `dictionary_of` puts all together.
Pure, but for `glossary` and `ding` at reading their files.
"""

from index.translating.ding import Vocabulary, load_ding
from index.translating.glossary import load_glossary
from index.translating.learning import LEARNED, LEAST_PAIRS, MOST_PAIRS, Learned, Pairs, learn, teaching
from index.translating.renewal import renewed
from index.translating.sources import dictionary_of, is_outdated, is_outgrown

__all__ = [
    "LEARNED",
    "LEAST_PAIRS",
    "MOST_PAIRS",
    "Learned",
    "Pairs",
    "Vocabulary",
    "dictionary_of",
    "is_outdated",
    "is_outgrown",
    "learn",
    "load_ding",
    "load_glossary",
    "renewed",
    "teaching",
]
