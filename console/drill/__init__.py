"""What lies behind one target: its course, parts and entries, what was said before, where figures come from."""
