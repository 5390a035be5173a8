"""The theme: the colours, fonts and logo of the emails and pages."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from digest.config.part import Part
from digest.config.values import Colour, FontList, HttpsAddress, Line
from digest.text.alts import MOST_ALT_CHARACTERS
from digest.text.contrast import (
    LEAST_BRIGHT,
    LEAST_CONTRAST,
    contrast,
    cut_off,
    luminance,
)

_Paper = Annotated[Colour, Field(description="What everything stands on.")]
_Ink = Annotated[Colour, Field(description="Text and headings.")]
_Muted = Annotated[
    Colour,
    Field(description="What is less important: bylines, sources, the footer."),
]
_Accent = Annotated[
    Colour, Field(description="Section headings, and the line beside a quotation.")
]
_Rule = Annotated[Colour, Field(description="Lines between stories.")]
_Faint = Annotated[Colour, Field(description="The underline of headlines.")]


class _Colours(Part):
    """The colours of one scheme; text stands out from its paper in all of them."""

    paper: _Paper
    ink: _Ink
    muted: _Muted
    accent: _Accent
    rule: _Rule
    faint: _Faint

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        for name in ("ink", "muted", "accent"):
            colour = getattr(self, name)
            ratio = contrast(colour, self.paper)
            if ratio < LEAST_CONTRAST:
                message = (
                    f"{name} {colour} on paper {self.paper} has a contrast of "
                    f"{cut_off(ratio)}, and text needs {LEAST_CONTRAST}: take a colour "
                    f"that is further from the paper's"
                )
                raise ValueError(message)
        return self


class Light(_Colours):
    """Dark letters on light paper."""

    paper: _Paper = "#fbfaf7"
    ink: _Ink = "#1d1b18"
    muted: _Muted = "#615c54"
    accent: _Accent = "#8f1d24"
    rule: _Rule = "#d8d2c6"
    faint: _Faint = "#a39c90"


class Dark(_Colours):
    """Light letters on dark paper."""

    paper: _Paper = "#171614"
    ink: _Ink = "#ebe7df"
    muted: _Muted = "#aaa398"
    accent: _Accent = "#f09a86"
    rule: _Rule = "#3d3a35"
    faint: _Faint = "#77716a"

    @model_validator(mode="after")
    def _is_dark(self) -> Self:
        if luminance(self.paper) >= LEAST_BRIGHT:
            message = (
                f"paper {self.paper} is too bright for the dark: its luminance is "
                f"{luminance(self.paper):.2f}, and less than {LEAST_BRIGHT} is dark"
            )
            raise ValueError(message)
        return self


_Pixels = Annotated[int, Field(strict=True, ge=16, le=560, examples=[180])]


class Logo(Part):
    """A picture that stands above the newsletter's name in the email."""

    url: Annotated[
        HttpsAddress, Field(examples=["https://newsletter.example/logo.png"])
    ]
    """Where the picture is; its background should suit light and dark."""

    alt: Annotated[
        Line, Field(max_length=MOST_ALT_CHARACTERS, examples=["The Harbour Letter"])
    ]
    """What stands there where pictures are not shown."""

    width: _Pixels
    """How wide it is shown, in pixels."""

    height: _Pixels
    """How high it is shown, in pixels."""


class Theme(Part):
    """How editions look; what is not given stays as it is in ours."""

    light: Light = Light()
    """The colours where a reader's device is light, or does not say."""

    dark: Dark = Dark()
    """The colours where a reader's device is dark."""

    text_font: Annotated[FontList, Field(examples=["Charter, Georgia, serif"])] = (
        "Georgia,Times New Roman,serif"
    )
    """The font of texts and headlines: names of installed fonts, best first."""

    label_font: Annotated[
        FontList, Field(examples=["Helvetica, Arial, sans-serif"])
    ] = "-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif"
    """The font of bylines, section headings and the footer."""

    logo: Logo | None = None
    """A picture above the newsletter's name, in the email."""
