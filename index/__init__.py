"""The way in: how do files, pages and lines become releases, and how does one run bring them into an index?

bytes → `formats` → Draft → `derivation` → Release → `run` → an engine's writer. All of it is pure but its rim:
`sources` reads files, `run` writes to an engine, `report` writes a report, and `cli` and `log` talk to a terminal.
`fetch` brings a live newsroom into a directory, which is then a source like any other (`fetched`).
"""
