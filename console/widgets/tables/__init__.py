"""What the tables of a page show, one module for each sort."""
