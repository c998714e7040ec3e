"""The object of a GET, fetched from the target that the pod belongs to."""
from pod_http import Gone, Refusal, Stream, parse_answer
from pod_os import private, sockets, text, utf8, wait_in_steps

_CONNECT = 10.0  # seconds
_REASON = 64 * 1024  # bytes of the target's own words that are handed on


class Target(object):
    """AIS_TARGET_URL, with one connection that is kept between requests."""

    def __init__(self, url, limit):
        self.url = url
        self.limit = limit
        self.kept = None

    def get(self, path):
        """The object behind a path, which is sent on as it came."""
        if path.lower().startswith(b"http://"):
            path = b"/" + path[7:].partition(b"/")[2]
        if not path.startswith(b"/"):
            raise Refusal(400, "the path of an object is expected, not '%s'" % text(path))
        host, port, prefix = self._address()
        request = b"GET %s%s HTTP/1.1\r\nHost: %s:%d\r\n\r\n" % (prefix, path, host, port)
        kept, self.kept = self.kept, None
        if kept is not None:
            try:
                return self._ask(kept, request, path)
            except Gone:
                kept.socket.close()  # by the target, while it lay idle
        stream = Stream(self._connect(host, port))
        try:
            return self._ask(stream, request, path)
        except Gone:
            raise Refusal(502, "%s closed the connection before its answer was complete" % self.url)
        finally:
            if self.kept is not stream:
                stream.socket.close()

    def _address(self):
        scheme, _, rest = utf8(self.url).partition(b"://")
        authority, slash, prefix = rest.partition(b"/")
        host, colon, port = authority.rpartition(b":")
        if not colon or b"]" in port:
            host, port = authority, b"80"
        if scheme.lower() != b"http" or not host or not port.isdigit():
            raise Refusal(502, "AIS_TARGET_URL is not an http:// address: '%s'" % self.url)
        return host, int(port), (slash + prefix).rstrip(b"/")

    def _connect(self, host, port):
        trouble = None
        try:
            found = sockets.getaddrinfo(text(host).strip("[]"), port, 0, sockets.SOCK_STREAM)
        except sockets.error as problem:  # of names, too
            raise Refusal(502, "%s cannot be reached: %s" % (self.url, problem))
        for family, kind, protocol, _, address in found:
            connection = sockets.socket(family, kind, protocol)
            try:
                private(connection.fileno())
                connection.settimeout(_CONNECT)
                connection.connect(address)
                connection.settimeout(None)
                wait_in_steps(connection)
                return connection
            except sockets.error as problem:
                trouble = problem
                connection.close()
        raise Refusal(502, "%s cannot be reached: %s" % (self.url, trouble))

    def _ask(self, stream, request, path):
        stream.begin()
        stream.send(request)
        try:
            status = 100
            while status < 200:
                status, length, keeps = parse_answer(stream.head())
            if status == 200:
                body = stream.body(length, self.limit)
                self.kept = stream if keeps and length != -1 else None
                return body
            reason = stream.body(length, _REASON, "the reason")
        except Refusal as refusal:
            if refusal.status == 413:
                raise
            raise Refusal(502, "%s: %s" % (self.url, refusal.message))
        raise Refusal(404 if status == 404 else 502, "the target answers %d for %s: %s" % (
            status, text(path), text(reason)))
