"""How is a newsroom searched from outside? Addresses become queries, pages of results become HTML, JSON, Atom or CSV.

The core is pure: `params`, `names`, `addresses`, `labels`, `narrowing`, `paging`, `present`, `understanding`,
`reading`, `relaxing`, `suggesting` and `api.render` take values and return values. Flask is met in `app`, `pages`,
`api`, `feeds`, `health`, `metrics` and `faults`; the terminal and the WSGI server in `cli` and `server`. What stands
around the application is WSGI alone: `standing` (under which address) and `answered` (who is told of an answer).
"""
