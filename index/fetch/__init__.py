"""How does a live newsroom come into a directory, again and again, with nothing lost?

`discovery` and `fates` are pure: bytes → links, an answer → what becomes of a page. The rim: `transport` asks one
address once, `client` asks politely, `state` and `archive` keep, `crawl` goes round, `cli` talks to a terminal.
`holdings` is how the indexer reads what is kept.
"""
