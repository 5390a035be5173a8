"""TBD."""


def main() -> None:
    """Run."""
