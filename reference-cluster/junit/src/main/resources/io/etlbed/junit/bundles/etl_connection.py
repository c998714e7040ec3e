"""One client's connection: requests in, answers out, both at once and without ever waiting."""
import functools
import select
import socket
import sys
import threading
import time

from etl_requests import MAX_HEAD, BadRequest, Chunked, Sized, parse

_IN = select.EPOLLIN
_OUT = select.EPOLLOUT
_BUFFER = bytearray(256 * 1024)  # every connection of a worker reads into it, one after the other
_VIEW = memoryview(_BUFFER)
_LINGER = 2.0  # seconds for a client to read an answer that came before its request had been read

_REASONS = {
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 417: "Expectation Failed",
    431: "Request Header Fields Too Large", 501: "Not Implemented", 502: "Bad Gateway",
    505: "HTTP Version Not Supported",
}


@functools.lru_cache(maxsize=256)
def head_of(status, content_type, length, keep_alive):
    """The head of an answer; chunked where `length` is None."""
    framing = "Transfer-Encoding: chunked" if length is None else "Content-Length: %d" % length
    allow = "Allow: GET, HEAD, POST, PUT\r\n" if status == 405 else ""
    close = "" if keep_alive else "Connection: close\r\n"
    return ("HTTP/1.1 %d %s\r\nContent-Type: %s\r\n%s\r\n%s%s\r\n" % (
        status, _REASONS.get(status, "Error"), content_type, framing, allow, close)).encode()


def text_of(status, message, keep_alive):
    """A complete answer in plain text."""
    body = message.encode()
    return head_of(status, "text/plain", len(body), keep_alive) + body


class Connection(object):
    """Reads only while nothing waits to be sent, so that it holds one buffer at most."""

    __slots__ = ("worker", "socket", "number", "interest", "inbox", "outbox", "request", "body", "transform",
                 "length", "answered", "ending", "lingers_until", "away")

    def __init__(self, worker, client):
        self.worker = worker
        self.socket = client
        self.number = client.fileno()
        self.interest = _IN
        self.inbox = b""  # received, and to be looked at (again) when there is more, or when the outbox is empty
        self.outbox = b""  # to be sent
        self.request = None
        self.body = None
        self.transform = None
        self.length = None  # of the answer
        self.answered = False  # the head of the answer is out
        self.ending = None  # what to do once the outbox is empty, in place of the next request
        self.lingers_until = None
        self.away = False  # a thread of its own has the socket

    def ready(self):
        """The socket can be read, or written if that is what we wait for."""
        try:
            if self.outbox:
                self._flush()
            else:
                size = self.socket.recv_into(_BUFFER)
                if size == 0:
                    self.close()
                elif self.lingers_until is None:
                    self._process(_VIEW[:size])
            self._watch()
        except BlockingIOError:
            pass
        except OSError:
            self.close()
        except Exception as problem:  # a broken transform costs its own connection, never the worker
            print("request failed: %r" % problem, file=sys.stderr, flush=True)
            self.close()

    def close(self):
        if self.number >= 0:
            self.worker.forget(self)
            if not self.away:
                self.worker.epoll.unregister(self.number)
            self.number = -1
            self.socket.close()

    def close_if_idle(self):
        if self.request is None and not self.outbox and not self.inbox:
            self.close()

    def _watch(self):
        interest = _OUT if self.outbox else _IN
        if interest != self.interest and self.number >= 0 and not self.away:
            self.interest = interest
            self.worker.epoll.modify(self.number, interest)

    # ---- what comes in

    def _process(self, view):
        """Looks at what was received; what has to wait is kept."""
        if self.inbox:
            view = memoryview(self.inbox + bytes(view))
            self.inbox = b""
        try:
            while len(view) and not self.outbox and not self.ending and not self.away:
                if self.request is not None:
                    view = self._take_body(view)
                else:
                    rest = self._take_head(view)
                    if rest is None:
                        break
                    view = rest
        except BadRequest as problem:
            self._refuse(problem.status, str(problem))
        else:
            if len(view) and self.number >= 0:
                self.inbox = bytes(view)

    def _take_head(self, view):
        """What follows the head, or None where it is not complete."""
        start = 0
        while start < len(view) and view[start] in b"\r\n":
            start += 1  # empty lines before a request are allowed
        if start > 16:
            raise BadRequest(400, "a request is expected, not empty lines")
        raw = bytes(view[start:start + MAX_HEAD])
        end = raw.find(b"\r\n\r\n")
        if end < 0:
            if len(raw) >= MAX_HEAD:
                raise BadRequest(431, "the head of the request is longer than %d bytes" % MAX_HEAD)
            return None
        self._begin(parse(raw[:end]))
        return view[start + end + 4:]

    def _begin(self, request):
        method = request.method
        if method == b"PUT" or method == b"POST":
            self.request = request
            self.transform = self.worker.transform()
            self.length = self.transform.length(request.length)
            self.answered = False
            if request.length == 0:
                self._finish()
                return
            self.body = Chunked() if request.length is None else Sized(request.length)
            if request.expects:
                self._send([b"HTTP/1.1 100 Continue\r\n\r\n"])
        elif method != b"GET" and method != b"HEAD":
            raise BadRequest(405, "GET, POST and PUT are known here")
        elif request.length != 0:
            raise BadRequest(400, "a GET comes without a body")
        elif request.target == b"/health":
            answer = text_of(200, "OK", self._keeps(request))
            self._send([answer[:-2] if method == b"HEAD" else answer])
            self._after(request)
        elif method == b"HEAD":
            raise BadRequest(405, "HEAD is known for /health alone")
        else:
            self._go_away(request)

    def _take_body(self, view):
        framing, size, last = self.body.take(view)
        end = framing + size
        if size:
            out = self.transform.feed(view[framing:end])
            if out:
                self._send(self._answer(out))
        if last:
            self._finish()
        return view[end:]

    # ---- what goes out

    def _answer(self, out):
        """The next part of the answer, with the head if it is the first."""
        parts = []
        if not self.answered:
            self.answered = True
            self.request.keep_alive = self._keeps(self.request)
            parts.append(head_of(200, self.transform.content_type, self.length, self.request.keep_alive))
        if self.length is not None:
            parts.append(out)
        elif out:
            parts += (b"%x\r\n" % len(out), out, b"\r\n")
        return parts

    def _finish(self):
        parts = self._answer(self.transform.finish())
        if self.length is None:
            parts.append(b"0\r\n\r\n")
        self._send(parts)
        request, self.request, self.body, self.transform = self.request, None, None, None
        self._after(request)

    def _after(self, request):
        if not self._keeps(request):
            self._end_with(self.close)

    def _keeps(self, request):
        return request.keep_alive and not self.worker.stopping

    def _refuse(self, status, message):
        if self.answered and self.request is not None:
            self.close()  # the answer has begun: it must not look complete
        else:
            self._send([text_of(status, message, False)])
            self._end_with(self._linger)

    def _send(self, parts):
        if self.outbox:
            self.outbox = memoryview(b"".join([bytes(self.outbox)] + [bytes(part) for part in parts]))
            return
        try:
            sent = self.socket.sendmsg(parts)
        except BlockingIOError:
            sent = 0
        if sent < sum(map(len, parts)):
            self.outbox = memoryview(b"".join(parts))[sent:]

    def _flush(self):
        self.outbox = self.outbox[self.socket.send(self.outbox):]
        if self.outbox:
            return
        self.outbox = b""
        if self.ending:
            self.ending()
        elif self.inbox:
            self._process(b"")

    def _end_with(self, ending):
        self.ending = ending
        if not self.outbox:
            ending()

    def _linger(self):
        """Closing with bytes unread would take the answer away from the client: read them over for a while."""
        self.socket.shutdown(socket.SHUT_WR)
        self.lingers_until = time.monotonic() + _LINGER
        self.worker.lingering.add(self)

    # ---- GET: the object is fetched from the target by a thread, in blocking calls

    def _go_away(self, request):
        self.request = request
        self.away = True
        self.worker.epoll.unregister(self.number)
        self.interest = _IN
        self.socket.setblocking(True)
        threading.Thread(target=self._fetch, args=(request,), daemon=True).start()

    def _fetch(self, request):
        from etl_fetch import fetch  # late: its imports cost more than the start of the server

        keeps = False
        try:
            keeps = fetch(request, self.socket, self.worker.transform(), self._keeps(request))
        except OSError:
            pass  # the client has left
        except Exception as problem:
            print("GET failed: %r" % problem, file=sys.stderr, flush=True)
        self.worker.hand_back(self, keeps)

    def come_back(self, keeps):
        """In the worker's own thread again."""
        if not keeps or self.worker.stopping:
            self.close()
            return
        self.request = None
        self.socket.setblocking(False)
        self.worker.epoll.register(self.number, _IN)
        self.away = False
        try:
            self._process(b"")
            self._watch()
        except OSError:
            self.close()
