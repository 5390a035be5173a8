"""What every part of the settings is built on."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of feeds.yaml: no other keys than its own, nothing changes later."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        defer_build=True,  # until it is used: each is also built into what holds it
        use_attribute_docstrings=True,  # the words below each field go into the schema
    )
