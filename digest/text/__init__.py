"""String helpers that two or more stages need."""
