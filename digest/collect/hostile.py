"""What hostile markup has been seen to raise inside the libraries that read it."""

RAISED = (
    ValueError,  # UnicodeError too
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)
