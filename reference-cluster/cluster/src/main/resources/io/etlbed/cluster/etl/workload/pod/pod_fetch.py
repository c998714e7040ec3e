"""The object of a GET, fetched from the target that the pod belongs to."""
from pod_http import Gone, Refusal, Stream, parse_answer
from pod_os import private, sockets, text, utf8, wait_in_steps

_CONNECT = 10.0  # seconds
_REASON = 64 * 1024  # bytes of the target's own words that are handed on


class Target(object):
    """AIS_TARGET_URL, with one connection that is kept between requests."""

    def __init__(self, url, limit):
        self.address = url
        self.limit = limit
        self.kept = None

    def get(self, path):
        """The object behind a path, which is sent on as it came."""
        host, port, request, path = self._request(path)
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
            raise self._broken()
        finally:
            if self.kept is not stream:
                stream.socket.close()

    def pieces(self, path, size):
        """The same in pieces of `size` bytes, the last one shorter, each fetched when it is asked for."""
        host, port, request, path = self._request(path)
        stream = Stream(self._connect(host, port))
        try:
            length, _ = self._answered(stream, request, path)
            for piece in stream.pieces(length, self.limit, size):
                yield piece
        except Gone:
            raise self._broken()
        finally:
            stream.socket.close()

    def url(self, path):
        """Where anybody in the pod finds the object."""
        host, port, prefix = self._address()
        return text(b"http://%s:%d%s%s" % (host, port, prefix, _checked(path)))

    def _request(self, path):
        path = _checked(path)
        host, port, prefix = self._address()
        return host, port, b"GET %s%s HTTP/1.1\r\nHost: %s:%d\r\n\r\n" % (prefix, path, host, port), path

    def _broken(self):
        return Refusal(502, "%s closed the connection before its answer was complete" % self.address)

    def _address(self):
        scheme, _, rest = utf8(self.address).partition(b"://")
        authority, slash, prefix = rest.partition(b"/")
        host, colon, port = authority.rpartition(b":")
        if not colon or b"]" in port:
            host, port = authority, b"80"
        if scheme.lower() != b"http" or not host or not port.isdigit():
            raise Refusal(502, "AIS_TARGET_URL is not an http:// address: '%s'" % self.address)
        return host, int(port), (slash + prefix).rstrip(b"/")

    def _connect(self, host, port):
        trouble = None
        try:
            found = sockets.getaddrinfo(text(host).strip("[]"), port, 0, sockets.SOCK_STREAM)
        except sockets.error as problem:  # of names, too
            raise Refusal(502, "%s cannot be reached: %s" % (self.address, problem))
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
        raise Refusal(502, "%s cannot be reached: %s" % (self.address, trouble))

    def _ask(self, stream, request, path):
        length, keeps = self._answered(stream, request, path)
        try:
            body = stream.body(length, self.limit)
        except Refusal as refusal:
            raise self._hidden(refusal)
        self.kept = stream if keeps and length != -1 else None
        return body

    def _answered(self, stream, request, path):
        """Length of the object that follows (None: chunked, -1: up to the end), and whether the connection is kept then."""
        stream.begin()
        stream.send(request)
        try:
            status = 100
            while status < 200:
                status, length, keeps = parse_answer(stream.head())
            if status == 200:
                return length, keeps
            reason = stream.body(length, _REASON, "the reason")
        except Refusal as refusal:
            raise self._hidden(refusal)
        raise Refusal(404 if status == 404 else 502, "the target answers %d for %s: %s" % (
            status, text(path), text(reason)))

    def _hidden(self, refusal):
        """What is wrong with the target's answer is no fault of the client's, but for the size of the object."""
        return refusal if refusal.status == 413 else Refusal(502, "%s: %s" % (self.address, refusal.message))


def _checked(path):
    if path.lower().startswith(b"http://"):
        path = b"/" + path[7:].partition(b"/")[2]
    if not path.startswith(b"/"):
        raise Refusal(400, "the path of an object is expected, not '%s'" % text(path))
    return path
