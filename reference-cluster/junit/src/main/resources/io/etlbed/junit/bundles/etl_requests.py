"""What a request says: its head, and where its body ends."""

MAX_HEAD = 32 * 1024
MAX_HEADERS = 100
MAX_LINE = 1024  # of a chunk's size, and of a trailer

_TOKEN = frozenset(b"!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_HEX = frozenset(b"0123456789abcdefABCDEF")
_DIGITS = frozenset(b"0123456789")


class BadRequest(Exception):
    """The request is answered with this status and its connection closed."""

    def __init__(self, status, message):
        Exception.__init__(self, message)
        self.status = status


class Head(object):
    """Request line and headers. `length` is None for a chunked body."""

    __slots__ = ("method", "target", "length", "keep_alive", "expects")

    def __init__(self, method, target, length, keep_alive, expects):
        self.method = method
        self.target = target
        self.length = length
        self.keep_alive = keep_alive
        self.expects = expects


def parse(raw):
    """The head in `raw`, which ends before the empty line."""
    lines = raw.split(b"\r\n")
    if len(lines) > MAX_HEADERS + 1:
        raise BadRequest(431, "more than %d headers" % MAX_HEADERS)
    first = lines[0].split(b" ")
    if len(first) != 3 or not first[0] or not first[1] or not _TOKEN.issuperset(first[0]):
        raise BadRequest(400, "the request line is not METHOD TARGET VERSION")
    method, target, version = first
    if version == b"HTTP/1.1":
        current = True
    elif version == b"HTTP/1.0":
        current = False
    else:
        raise BadRequest(505 if version.startswith(b"HTTP/") else 400, "HTTP/1.1 or HTTP/1.0 is expected")
    host = length = coding = None
    keep_alive = current
    expects = False
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        if not colon or not name or not _TOKEN.issuperset(name) or b"\n" in value or b"\0" in value or b"\r" in value:
            raise BadRequest(400, "a header is not NAME: VALUE")
        name = name.lower()
        if name == b"content-length":
            value = value.strip(b" \t")
            if not value or len(value) > 18 or not _DIGITS.issuperset(value):
                raise BadRequest(400, "Content-Length is not a number")
            if length is not None and length != int(value):
                raise BadRequest(400, "two different Content-Lengths")
            length = int(value)
        elif name == b"transfer-encoding":
            if coding is not None or value.strip(b" \t").lower() != b"chunked":
                raise BadRequest(501, "the only Transfer-Encoding known is chunked")
            coding = True
        elif name == b"connection":
            options = [option.strip(b" \t") for option in value.lower().split(b",")]
            if b"close" in options:
                keep_alive = False
            elif b"keep-alive" in options:
                keep_alive = True
        elif name == b"expect":
            if value.strip(b" \t").lower() != b"100-continue":
                raise BadRequest(417, "the only expectation known is 100-continue")
            expects = current
        elif name == b"host":
            if host is not None:
                raise BadRequest(400, "two Host headers")
            host = value
    if current and host is None:
        raise BadRequest(400, "HTTP/1.1 without a Host header")
    if coding:
        if length is not None:
            raise BadRequest(400, "both Content-Length and Transfer-Encoding")
        if not current:
            raise BadRequest(400, "HTTP/1.0 knows no Transfer-Encoding")
        return Head(method, target, None, keep_alive, expects)
    return Head(method, target, length or 0, keep_alive, expects)


class Sized(object):
    """A body of a known length."""

    __slots__ = ("left",)

    def __init__(self, length):
        self.left = length

    def take(self, view):
        """How much of `view` is framing, how much payload follows, and whether the body ends with it."""
        size = min(self.left, len(view))
        self.left -= size
        return 0, size, self.left == 0


class Chunked(object):
    """A body in chunks; extensions and trailers are read over."""

    __slots__ = ("left", "line", "trailers", "state")

    SIZE, DATA, DATA_END, TRAILER = range(4)

    def __init__(self):
        self.left = 0
        self.line = b""
        self.trailers = 0
        self.state = Chunked.SIZE

    def take(self, view):
        """As in Sized."""
        if self.state == Chunked.DATA:
            size = min(self.left, len(view))
            self.left -= size
            if self.left == 0:
                self.state = Chunked.DATA_END
            return 0, size, False
        piece = bytes(view[: MAX_LINE + 2])
        end = piece.find(b"\n")
        if end < 0:
            self.line += piece
            if len(self.line) > MAX_LINE:
                raise BadRequest(400, "a line between chunks is longer than %d bytes" % MAX_LINE)
            return len(piece), 0, False
        line = self.line + piece[: end + 1]
        self.line = b""
        if len(line) > MAX_LINE or not line.endswith(b"\r\n"):
            raise BadRequest(400, "a line between chunks is too long or does not end in CR LF")
        return end + 1, 0, self._line(line[:-2])

    def _line(self, line):
        if self.state == Chunked.DATA_END:
            if line:
                raise BadRequest(400, "a chunk is longer than its size")
            self.state = Chunked.SIZE
        elif self.state == Chunked.TRAILER:
            self.trailers += 1
            if self.trailers > MAX_HEADERS:
                raise BadRequest(431, "more than %d trailers" % MAX_HEADERS)
            return not line
        else:
            size = line.split(b";", 1)[0].strip(b" \t")
            if not size or len(size) > 15 or not _HEX.issuperset(size):
                raise BadRequest(400, "the size of a chunk is not a hexadecimal number")
            self.left = int(size, 16)
            self.state = Chunked.DATA if self.left else Chunked.TRAILER
        return False
