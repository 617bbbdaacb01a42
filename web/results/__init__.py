"""What does a page of results show? Results, filters, pages, and what would find something after all."""
