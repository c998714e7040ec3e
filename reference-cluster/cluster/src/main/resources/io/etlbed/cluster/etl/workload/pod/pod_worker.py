"""A worker: one process that serves one connection at a time, so that its crash is the loss of one request."""
import os
import select

from pod_board import ANSWERING, BETWEEN, BUSY
from pod_fetch import Target
from pod_http import MAX_HEAD, Answer, Gone, Refusal, Stream, head_of, parse, text_of
from pod_os import adopt, again, take, waiting

_BINARY = b"application/octet-stream"
_LINGER = 100  # milliseconds that a worker waits for the next request of a connection before it gives it back
_KNOWN = 256  # heads that are remembered: those of one client differ in the length at most
_SHORT = 1024  # bytes of a head that is

# What a worker says to the front: r - ready; d - the connection is idle, with what it has sent of the next request;
# l - closed, once the client has read the refusal; x - closed.


class Worker(object):
    """Serves until its channel says `q` or ends. `make(worker)` gives the function that answers: of the body, the request
    and the stream from which they came. It may have it called otherwise: of the pieces of the body and what takes those of the answer
    (`piece`, their size), or of the URL of the object (`by_url`)."""

    def __init__(self, channel, slot, board, make, limit):
        self.channel = channel
        self.slot = slot
        self.board = board
        self.limit = limit
        self.known = {}
        self.target = None
        self.leaving = False
        self.piece = 0
        self.by_url = False
        self.answer = make(self)

    def run(self):
        self.channel.send(b"r")
        while not self.leaving:
            message, descriptor = take(self.channel)
            if descriptor is not None:
                socket = adopt(descriptor)
                try:
                    ended = self._serve(Stream(socket, message[1:], self.board.crowded))
                except Gone:
                    ended = b"x"
                finally:
                    socket.close()
                self.channel.send(ended)
            elif message in (b"", b"q"):
                return

    def _mark(self, state):
        self.board.mark(self.slot, state)

    def _serve(self, stream):
        poller = select.poll()
        poller.register(stream.socket, select.POLLIN)
        poller.register(self.channel, select.POLLIN)
        while True:
            self._mark(BUSY)
            try:
                if not self._request(stream):
                    return b"x"
            except Refusal as refusal:
                self._mark(ANSWERING)
                stream.send(text_of(refusal.status, refusal.message, None))
                return b"l"
            if stream.at == len(stream.ahead):
                if not self._more(poller):
                    return b"d"
                stream.fill()
            if stream.ahead.find(b"\r\n\r\n", stream.at) < 0 and len(stream.ahead) - stream.at < MAX_HEAD:
                return b"d" + stream.rest()  # a slow head waits in the front, where it costs nobody anything

    def _more(self, poller):
        """Waits a little for the next request, but gives way to other connections and to the end."""
        self._mark(BETWEEN)
        ready = [descriptor for descriptor, _ in again(poller.poll, _LINGER)]
        if self.channel.fileno() in ready:
            self.leaving = waiting(self.channel) != b"g"
            return False
        if ready:
            self._mark(BUSY)
        return bool(ready)

    def _request(self, stream):
        """Answers one request; False where the connection ends with it."""
        stream.begin()
        head = stream.head()
        request = self.known.get(head)
        if request is None:
            request = parse(head)
            if len(self.known) >= _KNOWN:
                self.known.clear()
            if len(head) < _SHORT:
                self.known[head] = request
        method = request.method
        if is_health(request):
            stream.send(text_of(200, "OK", request if request.keeps else None, method == b"HEAD"))
            return request.keeps
        sends = method in (b"POST", b"PUT")
        if sends:
            if self.by_url:
                raise Refusal(405, "the function takes the URL of an object, which a GET alone names")
            if request.expects and not stream.rest():
                if request.length is None or request.length <= self.limit or self.piece:
                    stream.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        elif method in (b"GET", b"HEAD"):
            stream.body(request.length, MAX_HEAD, "the body of a request without one")
        else:
            raise Refusal(405, "GET, POST and PUT are known here")
        if self.piece:
            return self._flow(request, stream, sends)
        body = stream.body(request.length, self.limit) if sends else None
        try:
            if body is None:
                body = self._fetch(request)
            result = self.answer(body, request, stream)
        except Refusal as refusal:
            result = None
            failure = refusal
        keeps = self._keeps(request)
        self._mark(ANSWERING)
        if result is None:
            stream.send(text_of(failure.status, failure.message, keeps, method == b"HEAD"))
        else:
            stream.send(head_of(200, _BINARY, len(result), keeps), result)
        return keeps is not None

    def _flow(self, request, stream, sends):
        """Answers while the object is still coming."""
        if sends:
            pieces = stream.pieces(request.length, self.limit, self.piece)
        else:
            pieces = self._target(request).pieces(request.target, self.piece)
        keeps = None if request.old else self._keeps(request)
        answer = Answer(stream, keeps)
        try:
            self.answer(pieces, answer)
            for _ in pieces:
                pass  # what the function has left
        except Refusal:
            if answer.begun:
                raise Gone()  # the client sees that the answer is not whole
            raise
        self._mark(ANSWERING)
        answer.end(_BINARY)
        return keeps is not None

    def _keeps(self, request):
        return request if request.keeps and not self.board.stopping() else None

    def _fetch(self, request):
        target = self._target(request)
        return target.url(request.target) if self.by_url else target.get(request.target)

    def _target(self, request):
        if request.method == b"HEAD":
            raise Refusal(405, "HEAD is known for /health alone")
        if self.target is None:
            self.target = Target(os.environ.get("AIS_TARGET_URL", ""), self.limit)
        return self.target


def is_health(request):
    return request.method in (b"GET", b"HEAD") and request.target == b"/health"
