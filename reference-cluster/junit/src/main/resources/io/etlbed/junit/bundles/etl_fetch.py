"""GET: the object comes from the target (AIS_TARGET_URL) and goes through the transform to whoever asks."""
import http.client
import os
from urllib.parse import urlsplit

from etl_connection import head_of, text_of

_TIMEOUT = 60.0  # seconds without a byte from the target
_PIECE = 256 * 1024


def fetch(request, client, transform, keeps):
    """Answers one GET on a blocking socket; tells whether the connection can be used again."""
    base = os.environ.get("AIS_TARGET_URL", "")
    where = urlsplit(base)
    if where.scheme != "http" or not where.hostname:
        client.sendall(text_of(502, "AIS_TARGET_URL is not an http:// address: %r" % base, keeps))
        return keeps
    target = http.client.HTTPConnection(where.hostname, where.port or 80, timeout=_TIMEOUT)
    try:
        try:
            target.putrequest("GET", where.path.rstrip("/") + request.target.decode("latin-1"), skip_accept_encoding=True)
            target.endheaders()
            response = target.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as problem:
            client.sendall(text_of(502, "%s cannot be fetched from: %r" % (base, problem), keeps))
            return keeps
        if response.status != 200:
            reason = response.read(4096).decode("utf-8", "replace")
            status = 404 if response.status == 404 else 502
            client.sendall(text_of(status, "%s answers %d: %s" % (base, response.status, reason), keeps))
            return keeps
        return _transform(response, client, transform, keeps)
    finally:
        target.close()


def _transform(response, client, transform, keeps):
    length = transform.length(response.length)
    head = head_of(200, transform.content_type, length, keeps)
    received = 0
    while True:
        piece = response.read(_PIECE)
        if not piece:
            break
        received += len(piece)
        out = transform.feed(piece)
        if out:
            client.sendall(head + _framed(out, length))
            head = b""
    if response.length:
        # The target broke off. An answer that has begun must not look complete: the connection is closed.
        if head:
            client.sendall(text_of(502, "the target broke off after %d bytes" % received, False))
        return False
    client.sendall(head + _framed(transform.finish(), length) + (b"0\r\n\r\n" if length is None else b""))
    return keeps


def _framed(out, length):
    if length is not None or not out:
        return bytes(out)
    return b"%x\r\n%s\r\n" % (len(out), out)
