"""Where do translations come from? From the newsroom's own pairs, tables, a glossary, and dictionaries of the system.

Pure, but for `glossary` and `ding` at reading their files.
"""
