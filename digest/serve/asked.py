"""What a request brings: fields of a form, and tokens; never more than a little."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from digest.keys import Keyring, Purpose

_FIELDS = 60  # the longest form has one for each section, and six more
_LONGEST = 2_000  # characters of a field
_KINDS = ("application/x-www-form-urlencoded", "multipart/form-data")


Fields = Mapping[str, list[str]]


async def fields(request: Request) -> Fields:
    """Return the fields of a form, each with all its values.

    Raises:
        HTTPException: 400, the body is no form; 413, it is too long.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in _KINDS:
        raise HTTPException(400)
    form = await request.form(max_files=0, max_fields=_FIELDS, max_part_size=_LONGEST)
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a token names, as its page's address has it."""

    id: str
    token: str


def named(request: Request, keyring: Keyring, purpose: Purpose) -> Named:
    """Return whom a page's token names.

    Raises:
        HTTPException: 404, it is none of ours.
    """
    token = request.path_params["token"]
    id_ = keyring.read(purpose, token)
    if id_ is None:
        raise HTTPException(404)
    return Named(id_, token)
