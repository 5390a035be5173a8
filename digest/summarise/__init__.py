"""An article → its facts and quotations."""
