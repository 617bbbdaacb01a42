"""How does the site stand on the public internet? Its server, limits, caches, headers, and what watches it."""
