"""How does the API describe itself? One table of what can be asked, what is answered, and what can go wrong."""
