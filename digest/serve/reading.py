"""What everybody may read: the editions on the web, their feed, and what robots do."""

import hashlib
import html
import re

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from digest.serve.pages import Pages

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
_FEED = "feed.xml"
_FEED_TYPE = "application/atom+xml; charset=utf-8"
_INDEX = "index.html"
_KEPT = "public, max-age=300"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
# For templates of somebody's own that have no policy.
_OTHERWISE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
_HEAD = 4_000  # characters of a page that its policy is in
# Where each link is somebody's own.
_PERSONAL = ("confirm", "preferences", "unsubscribe")


class Reading:
    """The archive, which is the newsletter's site below another address."""

    def __init__(self, pages: Pages) -> None:
        self._service = pages.service
        self._pages = pages

    async def archive(self, request: Request) -> Response:
        """Return a file of the site."""
        path = request.path_params.get("path", "")
        files = await run_in_threadpool(self._service.archive)
        if not files and path in {"", _INDEX}:
            return self._nothing_yet(request)
        name = path + _INDEX if not path or path.endswith("/") else path
        if name in files:
            return _file(request, name, files[name])
        if f"{path}/{_INDEX}" in files:
            return self._folder(*path.split("/"))
        raise HTTPException(404)

    async def folder(self, request: Request) -> Response:
        """Lead to the archive's folder, below which its own links lead."""
        del request
        return self._folder()

    async def feed(self, request: Request) -> Response:
        """Return the Atom feed."""
        files = await run_in_threadpool(self._service.archive)
        if _FEED not in files:
            raise HTTPException(404)
        return _file(request, _FEED, files[_FEED])

    async def robots(self, request: Request) -> Response:
        """Say that nobody's own links are to be followed."""
        del request
        paths = (self._service.path(each, "") for each in _PERSONAL)
        rules = "".join(f"Disallow: {path}\n" for path in paths)
        return Response(
            f"User-agent: *\n{rules}",
            media_type="text/plain",
            headers={"Cache-Control": _KEPT},
        )

    async def favicon(self, request: Request) -> Response:
        """Say that there is none."""
        del request
        return Response(status_code=204, headers={"Cache-Control": _KEPT})

    def _folder(self, *parts: str) -> Response:
        path = self._service.path("archive", *parts, "")
        return RedirectResponse(path, 308, {"Cache-Control": _KEPT})

    def _nothing_yet(self, request: Request) -> Response:
        visit = self._pages.visit(request)
        return visit.message(visit.phrase("all_editions"), visit.phrase("no_editions"))


def _file(request: Request, name: str, text: str) -> Response:
    content = text.encode("utf-8", "replace")
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    ending = name[name.rfind(".") :]
    kind = _FEED_TYPE if name == _FEED else _TYPES.get(ending, "text/plain")
    headers = {"Cache-Control": _KEPT, "ETag": tag}
    if ending == ".html":
        headers["Content-Security-Policy"] = _policy(text)
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)


def _policy(text: str) -> str:
    """Return the policy that a page has in its head, and what only a header can say."""
    found = _POLICY.search(text, 0, _HEAD)
    said = html.unescape(found[1]) if found else _OTHERWISE
    return f"{said}; frame-ancestors 'none'"
