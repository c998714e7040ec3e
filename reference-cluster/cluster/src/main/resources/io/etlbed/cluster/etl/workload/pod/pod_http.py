"""HTTP/1.1 as far as a transformer needs it, on blocking sockets whose waits end after a second."""
import errno

from pod_os import PYTHON_2, clock, number_of, sockets, utf8

MAX_HEAD = 32 * 1024
MAX_FIELDS = 100
MAX_LINE = 1024  # of a chunk's size, and of a trailer
SILENCE = 30.0  # seconds without a byte after which a peer is given up
CROWDED_RATE = 16 * 1024  # bytes a second that a peer has to move while others wait for its worker
CROWDED_GRACE = 2.0  # seconds before that is asked of it
PIECE = 64 * 1024

_TOKEN = b"!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BLANKS = bytes(bytearray(range(33))) + b"\x7f"
_REASONS = {
    200: b"OK", 400: b"Bad Request", 404: b"Not Found", 405: b"Method Not Allowed", 408: b"Request Timeout",
    413: b"Payload Too Large", 417: b"Expectation Failed", 431: b"Request Header Fields Too Large",
    500: b"Internal Server Error", 501: b"Not Implemented", 502: b"Bad Gateway", 505: b"HTTP Version Not Supported",
}


class Refusal(Exception):
    """The request is answered with this status and text."""

    def __init__(self, status, message):
        Exception.__init__(self, message)
        self.status = status
        self.message = message


class Gone(Exception):
    """The peer has left, or has stopped reading."""


class Request(object):
    """The head of a request. `length` is None for a chunked body."""

    __slots__ = ("method", "target", "length", "keeps", "old", "expects")

    def __init__(self, method, target, length, keeps, old, expects):
        self.method = method
        self.target = target
        self.length = length
        self.keeps = keeps
        self.old = old  # HTTP/1.0
        self.expects = expects


def _fields(lines):
    if len(lines) > MAX_FIELDS:
        raise Refusal(431, "more than %d header fields" % MAX_FIELDS)
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not name or name.translate(None, _TOKEN):
            raise Refusal(400, "a header field is not NAME: VALUE")
        if b"\r" in value or b"\n" in value or b"\0" in value:
            raise Refusal(400, "a header field holds a control character")
        yield name.lower(), value.strip(b" \t")


def _framing(fields):
    """Content-Length, or None; whether the body is chunked; the other fields."""
    length = None
    chunked = False
    others = []
    for name, value in fields:
        if name == b"content-length":
            if not value.isdigit() or len(value) > 18:
                raise Refusal(400, "Content-Length is not a number")
            if length is not None and length != int(value):
                raise Refusal(400, "two different Content-Lengths")
            length = int(value)
        elif name == b"transfer-encoding":
            if chunked or value.lower() != b"chunked":
                raise Refusal(501, "the only Transfer-Encoding known is chunked")
            chunked = True
        else:
            others.append((name, value))
    if chunked and length is not None:
        raise Refusal(400, "both Content-Length and Transfer-Encoding")
    return length, chunked, others


def _keeps(value, keeps):
    options = [option.strip(b" \t") for option in value.lower().split(b",")]
    return False if b"close" in options else keeps or b"keep-alive" in options


def parse(head):
    """The request whose head this is, without the empty line at its end."""
    lines = head.split(b"\r\n")
    words = lines[0].split(b" ")
    if len(words) != 3 or not words[0] or words[0].translate(None, _TOKEN) or not words[1] or (
            len(words[1]) != len(words[1].translate(None, _BLANKS))):
        raise Refusal(400, "the request line is not METHOD TARGET VERSION")
    method, target, version = words
    if version not in (b"HTTP/1.1", b"HTTP/1.0"):
        raise Refusal(505 if version.startswith(b"HTTP/") else 400, "HTTP/1.1 or HTTP/1.0 is expected")
    old = version == b"HTTP/1.0"
    keeps = not old
    expects = False
    hosts = 0
    length, chunked, others = _framing(_fields(lines[1:]))
    for name, value in others:
        if name == b"connection":
            keeps = _keeps(value, keeps)
        elif name == b"expect":
            if value.lower() != b"100-continue":
                raise Refusal(417, "the only expectation known is 100-continue")
            expects = not old
        elif name == b"host":
            hosts += 1
    if hosts > 1 or not hosts and not old:
        raise Refusal(400, "one Host field is expected, not %d" % hosts)
    if chunked and old:
        raise Refusal(400, "HTTP/1.0 knows no Transfer-Encoding")
    return Request(method, target, None if chunked else length or 0, keeps, old, expects)


def parse_answer(head):
    """Status, length of the body (None: chunked, -1: up to the end), and whether the connection is kept."""
    lines = head.split(b"\r\n")
    words = lines[0].split(b" ", 2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit():
        raise Refusal(502, "the answer is not HTTP")
    keeps = words[0] != b"HTTP/1.0"
    length, chunked, others = _framing(_fields(lines[1:]))
    for name, value in others:
        if name == b"connection":
            keeps = _keeps(value, keeps)
    if words[1] in (b"204", b"304") or words[1].startswith(b"1"):
        length = 0
    return int(words[1]), None if chunked else -1 if length is None else length, keeps


def head_of(status, content_type, length, request):
    """The head of an answer; `request` is None where the connection ends with it."""
    if request is None:
        connection = b"Connection: close\r\n"
    else:
        connection = b"Connection: keep-alive\r\n" if request.old else b""
    return b"HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s%s\r\n" % (
        status, _REASONS.get(status, b"Error"), content_type, length,
        b"Allow: GET, POST, PUT\r\n" if status == 405 else b"", connection)


class Answer(object):
    """What a function writes, piece by piece: sent whole where it is short, else in chunks as it comes."""

    def __init__(self, stream, request):
        self.stream = stream
        self.request = request  # None where the connection ends with it
        self.begun = False
        self.parts = []
        self.size = 0

    def write(self, data):
        part = data if isinstance(data, bytes) else memoryview(data).tobytes()
        self.parts.append(part)
        self.size += len(part)
        if self.size >= PIECE:
            self._send()
        return len(part)

    def flush(self):
        pass  # it is sent when there is enough of it

    def _send(self):
        body = b"".join(self.parts)
        self.parts, self.size = [], 0
        if body:
            head = b"" if self.begun else _chunked_head(self.request)
            self.begun = True
            self.stream.send(head + b"%x\r\n" % len(body), body + b"\r\n")

    def end(self, content_type):
        if self.begun:
            self._send()
            self.stream.send(b"0\r\n\r\n")
        else:
            body = b"".join(self.parts)
            self.stream.send(head_of(200, content_type, len(body), self.request), body)


def _chunked_head(request):
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n%s\r\n" % (
        b"Connection: close\r\n" if request is None else b"")


def text_of(status, message, request, bodiless=False):
    """A whole answer in plain text."""
    body = utf8(message)
    head = head_of(status, b"text/plain; charset=utf-8", len(body), request)
    return head if bodiless else head + body


class Stream(object):
    """What a peer sends, with what has been read ahead of it, and what is sent to it."""

    def __init__(self, socket, ahead=b"", crowded=lambda: False):
        self.socket = socket
        self.ahead = ahead
        self.at = 0  # what of `ahead` has been used
        self.crowded = crowded
        self.begin()

    def begin(self):
        """A new request: the clock of the peer's patience starts again."""
        self.started = self.moved = None  # read when it is first needed
        self.passed = 0
        self.seen = 0

    def rest(self):
        return self.ahead[self.at:]

    def _weigh(self):
        """After a wait: has the peer moved, and enough?"""
        now = clock()
        if self.started is None:
            self.started = self.moved = now - 1
        if self.passed != self.seen:
            self.seen = self.passed
            self.moved = now
        elif now - self.moved > SILENCE:
            raise Refusal(408, "nothing came for %d seconds" % SILENCE)
        if now - self.started > CROWDED_GRACE and self.passed < CROWDED_RATE * (now - self.started) and self.crowded():
            raise Refusal(408, "too slow while other requests wait")

    def receive(self, size, flags=0):
        while True:
            try:
                part = self.socket.recv(size, flags)
            except sockets.error as problem:
                if number_of(problem) == errno.EAGAIN:
                    self._weigh()
                elif number_of(problem) != errno.EINTR:
                    raise Gone()
                continue
            if not part:
                raise Gone()
            self.passed += len(part)
            return part

    def fill(self):
        self.ahead = self.rest() + self.receive(PIECE)
        self.at = 0

    def head(self):
        """What stands before the next empty line."""
        while True:
            while self.ahead.startswith(b"\r\n", self.at):
                self.at += 2  # empty lines before a request are allowed
            end = self.ahead.find(b"\r\n\r\n", self.at)
            if end - self.at > MAX_HEAD or end < 0 and len(self.ahead) - self.at > MAX_HEAD:
                raise Refusal(431, "the head is longer than %d bytes" % MAX_HEAD)
            if end >= 0:
                head = self.ahead[self.at:end]
                self.at = end + 4
                return head
            self.fill()
            self._weigh()

    def exactly(self, size):
        parts = []
        if self.at < len(self.ahead):
            parts.append(self.ahead[self.at:self.at + size])
            self.at += len(parts[0])
            size -= len(parts[0])
        while size:
            part = self.receive(size, sockets.MSG_WAITALL)
            parts.append(part)
            size -= len(part)
            if size:
                self._weigh()
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _line(self):
        while True:
            end = self.ahead.find(b"\r\n", self.at)
            if end - self.at > MAX_LINE or end < 0 and len(self.ahead) - self.at > MAX_LINE:
                raise Refusal(400, "a line between chunks is longer than %d bytes" % MAX_LINE)
            if end >= 0:
                line = self.ahead[self.at:end]
                self.at = end + 2
                return line
            self.fill()
            self._weigh()

    def _chunked(self, limit, what):
        body = bytearray()
        while True:
            digits = self._line().split(b";", 1)[0].strip(b" \t")
            if not digits or len(digits) > 15 or digits.translate(None, b"0123456789abcdefABCDEF"):
                raise Refusal(400, "the size of a chunk is not a hexadecimal number")
            size = int(digits, 16)
            if not size:
                break
            if len(body) + size > limit:
                raise too_large(what, limit)
            body += self.exactly(size)
            if self.exactly(2) != b"\r\n":
                raise Refusal(400, "a chunk is longer than its size")
        for _ in range(MAX_FIELDS):
            if not self._line():
                return bytes(body)
        raise Refusal(431, "more than %d trailers" % MAX_FIELDS)

    def _to_the_end(self, limit, what):
        body = bytearray(self.rest())
        self.at = len(self.ahead)
        while len(body) <= limit:
            try:
                body += self.receive(PIECE)
            except Gone:
                return bytes(body)
        raise too_large(what, limit)

    def body(self, length, limit, what="the object"):
        """A body of this length (None: chunked, -1: up to the end), of at most `limit` bytes."""
        if length is None:
            return self._chunked(limit, what)
        if length < 0:
            return self._to_the_end(limit, what)
        if length > limit:
            raise too_large(what, limit)
        return self.exactly(length)

    def pieces(self, length, limit, size):
        """The same in pieces of `size` bytes, the last one shorter. Where its length is known each is read when it is asked for."""
        if length is None or length < 0:
            body = self.body(length, limit)
            for at in range(0, len(body), size):
                yield body[at:at + size]
            return
        while length:
            piece = self.exactly(min(size, length))
            length -= len(piece)
            yield piece

    def send(self, head, body=b""):
        """Head and body, in one go."""
        if PYTHON_2:
            parts = [head + body]
            sent = 0
        else:
            parts = [head, body]
            sent = self._sent(self.socket.sendmsg, parts)
        for part in parts:
            done = min(sent, len(part))
            sent -= done
            while done < len(part):
                done += self._sent(self.socket.send, memoryview(part)[done:])

    def _sent(self, function, what):
        while True:
            try:
                sent = function(what)
                self.passed += sent
                return sent
            except sockets.error as problem:
                if number_of(problem) == errno.EAGAIN:
                    try:
                        self._weigh()
                    except Refusal:
                        raise Gone()
                elif number_of(problem) != errno.EINTR:
                    raise Gone()


def too_large(what, limit):
    return Refusal(413, "%s is larger than %d bytes (ETL_MAX_OBJECT)" % (what, limit))
