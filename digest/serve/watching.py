"""What those who run the service look at: whether it works, and numbers."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from digest.errors import StoreError
from digest.serve.buckets import is_near
from digest.serve.errands import Errands
from digest.serve.metrics import Metrics
from digest.serve.service import Service

_NOW = {"Cache-Control": "no-store"}
_KIND = "text/plain; version=0.0.4; charset=utf-8"  # Prometheus's own text format


class Watching:
    """Health and metrics."""

    def __init__(self, service: Service, errands: Errands, metrics: Metrics) -> None:
        self._service = service
        self._errands = errands
        self._metrics = metrics

    async def health(self, request: Request) -> Response:
        """Say whether the store answers and emails can go out."""
        del request
        try:
            await run_in_threadpool(self._service.store.subscribers.get, "")
        except StoreError:
            return JSONResponse({"status": "the store does not answer"}, 503, _NOW)
        if not self._errands.is_at_work:
            return JSONResponse({"status": "no emails go out"}, 503, _NOW)
        return JSONResponse({"status": "ok"}, headers=_NOW)

    async def metrics(self, request: Request) -> Response:
        """Return the numbers; nobody from the open web is told them."""
        if not is_near(request.client.host if request.client else None):
            raise HTTPException(404)
        text = await run_in_threadpool(self._metrics.text)
        return Response(text, media_type=_KIND, headers=_NOW)
