"""What do the pages of one release show? Its text, its citations, its versions, and what else is like it."""
