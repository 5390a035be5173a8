"""feeds → articles."""
