"""An email → its recipients."""
