"""What is seen of many releases at a glance? Drawings, each with a table that says the same."""
