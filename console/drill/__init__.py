"""What lies behind one target: its course, its parts, its entries, what was said before, and where figures come from."""
