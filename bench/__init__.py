"""How fast is the search, beside whom, and how does it grow? Run by hand; no other package needs it."""
