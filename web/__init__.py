"""How is a newsroom searched from outside? Addresses become queries; pages of results become HTML, JSON, feeds, files.

Here stand the routes: `pages`, `saved` and `manual` for people, `api`, `feeds`, `exports`, `health` and `robots` for
programs, put together in `app`, with `faults` and `missing` for what cannot be answered. Here stands as well what all
of them speak: `params` and `values` (address to query), `addresses` (query to address), `visit` (the present request),
`labels`, `names` and `locale`. What is behind the routes is grouped by the question that it answers:

- `results`, `release`, `overview`: what pages show, in values that a template sets;
- `following`: what feeds and files hold;
- `description`: how the API describes itself;
- `serving`: the server, limits, caches, headers, and what watches them;
- `statistics`: what staff learn of searches.

The first five groups take values and return values, and import-linter keeps Flask out of them; it is
met by the routes, by `visit`, and by `serving` and `statistics.counting`, which stand around them.
"""
