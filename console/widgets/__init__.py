"""What the console shows, one file for every visible thing."""
