"""A value of a YAML text, and where it stands."""

from dataclasses import dataclass

Scalar = str | int | float | bool | None
Children = dict[str, "Node"] | list["Node"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value and where it stands.

    `line` is its key's line where it has a key; `start` and `end` are the characters
    of the text that it runs over (a block ends with its last value). `size` counts the
    values in it and `height` its levels, aliases unfolded.
    """

    value: Scalar | Children
    line: int
    start: int
    end: int
    flow: bool = False
    size: int = 1
    height: int = 0

    @property
    def written(self) -> bool:
        """Whether anything stands there: a key alone has a null that nobody wrote."""
        return self.end > self.start

    @property
    def plain(self) -> object:
        """The value without its places."""
        if isinstance(self.value, dict):
            return {key: node.plain for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain for node in self.value]
        return self.value
