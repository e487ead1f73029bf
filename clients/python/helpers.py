"""Functions for lists, changes, retries, errors and webhooks, in addition to the generated operations."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any, Callable, Iterator, Mapping, Optional
from urllib.parse import parse_qs, urlsplit

import urllib3

from offprint_client.api.changes_api import ChangesApi
from offprint_client.api_client import ApiClient
from offprint_client.configuration import Configuration
from offprint_client.exceptions import ApiException
from offprint_client.models.change_page import ChangePage
from offprint_client.models.problem import Problem

ATTEMPTS = 4
"""Maximum number of attempts for a read, including the first."""

MAX_WAIT = 60
"""Maximum number of seconds to wait before an attempt. If the service requests more, its response is returned."""


class _Retry(urllib3.Retry):
    """Repeats reads after 429 and 503, after the time in `Retry-After`."""

    def increment(self, method=None, url=None, response=None, *args, **kwargs):
        if response is not None and (self.get_retry_after(response) or 0) > MAX_WAIT:
            raise urllib3.exceptions.MaxRetryError(None, url)
        return super().increment(method, url, response, *args, **kwargs)


def connect(url: str, key: Optional[str] = None) -> ApiClient:
    """Returns a client of a service. Without a key, the client reads published records."""
    configuration = Configuration(host=url, access_token=key)
    configuration.retries = _Retry(
        ATTEMPTS - 1, allowed_methods=["GET", "HEAD"], raise_on_status=False
    )
    return ApiClient(configuration)


def items(operation: Callable[..., Any], **parameters: Any) -> Iterator[Any]:
    """Yields the items of all pages of a list. Requests each page after the items of the previous page have been read.

    Example: `items(ArticlesApi(client).list_articles, q="tides")`
    """
    while True:
        page = operation(**parameters)
        yield from page.items
        if page.page.next is None:
            return
        following = parse_qs(urlsplit(page.page.next).query)
        # Lists in the order of relevance have page numbers instead of cursors.
        if "cursor" in following:
            parameters["cursor"] = following["cursor"][0]
        else:
            parameters["page"] = int(following["page"][0])


def changes(
    client: ApiClient,
    after: Optional[str] = None,
    wait: int = 30,
    **parameters: Any,
) -> Iterator[ChangePage]:
    """Yields pages of changes, and waits for new changes at the end of the feed.

    Store `next` of each page after processing its changes, and continue there with `after`. Each request waits up to
    `wait` seconds for a change (at most 60). With 0, the iteration ends after the last change.
    """
    api = ChangesApi(client)
    while True:
        started = time.monotonic()
        page = api.list_changes(after=after, prefer=f"wait={wait}" if wait else None, **parameters)
        after = page.next
        if page.items:
            yield page
        elif not wait:
            return
        elif time.monotonic() - started < 1:
            # The service does not wait if too many clients are waiting already.
            time.sleep(min(wait, 5))


def problem(failure: ApiException) -> Optional[Problem]:
    """Returns the problem document of an error response, or None if the response has none."""
    try:
        return Problem.from_json(failure.body)
    except (TypeError, ValueError):
        return None


def verify_webhook(
    secret: str,
    headers: Mapping[str, str],
    body: bytes,
    tolerance: int = 300,
    now: Optional[float] = None,
) -> Any:
    """Verifies the signature and the age of a webhook request (Standard Webhooks 1.0.0), and returns its event.

    `body` is the body as received, before any parsing. Raises `ValueError` if the request is not a valid webhook
    request; reject it with status 400.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    webhook_id, timestamp, signatures = (sent.get("webhook-" + name, "") for name in ("id", "timestamp", "signature"))
    age = (time.time() if now is None else now) - int(timestamp) if timestamp.isdecimal() else tolerance + 1
    if not webhook_id or not signatures or abs(age) > tolerance:
        raise ValueError("A header of the webhook request is missing or invalid, or the request is too old.")
    key = _decode(secret[len("whsec_") :] if secret.startswith("whsec_") else secret)
    if not key:
        raise ValueError("The secret of the webhook is invalid.")
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    expected = hmac.new(key, signed, hashlib.sha256).digest()
    # During a secret rotation, the header contains two signatures.
    for signature in signatures.split(" "):
        if signature.startswith("v1,") and hmac.compare_digest(expected, _decode(signature[3:])):
            return json.loads(body)
    raise ValueError("The signature of the webhook request is invalid.")


def _decode(text: str) -> bytes:
    """Decodes Base64. Returns no bytes if the text is invalid."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
