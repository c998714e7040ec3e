"""A client's connection, as the front sees it."""
import errno
import select

from pod_http import MAX_HEAD, Refusal, parse, text_of
from pod_os import TROUBLE, accept, again, clock, number_of, sockets

_FIRST = 16 * 1024  # bytes that are read before a worker has the connection: small objects come along
_SLOW = 10.0  # seconds for a head to be complete
_LINGER = 2.0  # seconds for a client to read an answer that came before its request had been read
_END = b"\r\n\r\n"
_WATCHED = select.EPOLLIN | select.EPOLLONESHOT


class Client(object):
    """Collects the head of a request, then waits for a worker; it is not read from while a worker has it."""

    __slots__ = ("front", "socket", "ahead", "deadline", "drains", "asks")

    def __init__(self, front, socket):
        self.front = front
        self.socket = socket
        self.ahead = b""
        self.deadline = None
        self.drains = False  # all is said; what it still sends is read over
        self.asks = False  # a worker has it, or will
        front.poller.register(socket.fileno(), _WATCHED)

    def ready(self):
        try:
            data = again(self.socket.recv, _FIRST, sockets.MSG_DONTWAIT)
        except TROUBLE as problem:
            if number_of(problem) == errno.EAGAIN:
                self._watch()
            else:
                self.close()
            return
        if not data:
            self.close()
        elif self.drains:
            self._watch()
        else:
            self.ahead += data
            self.consider()

    def idles(self):
        return not (self.asks or self.drains or self.ahead)

    def consider(self):
        """Looks at what has come: is it the head of a request?"""
        self.asks = False
        while True:
            if self.ahead.startswith(b"\r\n"):
                self.ahead = self.ahead.lstrip(b"\r\n")
            end = self.ahead.find(_END)
            if end < 0:
                break
            self._until(None)
            if not self.ahead.startswith((b"GET /health ", b"HEAD /health ")):
                self.asks = True
                self.front.enqueue(self)
                return
            if not self._health(end):
                return
        if len(self.ahead) > MAX_HEAD:
            self.refuse(431, "the head is longer than %d bytes" % MAX_HEAD)
            return
        if self.ahead and self.deadline is None:
            self._until(clock() + _SLOW)
        self._watch()

    def _health(self, end):
        """Answered here, so that a pod all of whose workers are busy is healthy; False where that was the last."""
        try:
            request = parse(self.ahead[:end])
            if request.length != 0:
                raise Refusal(400, "/health takes no body")
        except Refusal as refusal:
            self.refuse(refusal.status, refusal.message)
            return False
        bodiless = request.method == b"HEAD"
        self.ahead = self.ahead[end + len(_END):]
        if request.keeps and not self.front.stopping:
            return self._say(text_of(200, "OK", request, bodiless))
        if self._say(text_of(200, "OK", None, bodiless)):
            self.drain()
        return False

    def refuse(self, status, message):
        if self._say(text_of(status, message, None)):
            self.drain()

    def drain(self):
        """Closing with bytes unread would take the answer away from the client: reads them over for a while."""
        try:
            self.socket.shutdown(sockets.SHUT_WR)
        except TROUBLE:
            self.close()
            return
        self.asks = False
        self.drains = True
        self._until(clock() + _LINGER)
        self._watch()

    def late(self):
        """The deadline has passed."""
        if self.drains:
            self.close()
        else:
            self.refuse(408, "the head was not complete within %d seconds" % _SLOW)

    def close(self):
        self.front.poller.unregister(self.socket.fileno())  # a copy may live on in a worker
        self.front.forget(self)
        self.socket.close()

    def _say(self, answer):
        try:
            if self.socket.send(answer, sockets.MSG_DONTWAIT) == len(answer):
                return True
        except TROUBLE:
            pass
        self.close()  # it has left, or does not read
        return False

    def _until(self, deadline):
        if deadline != self.deadline:
            self.deadline = deadline
            self.front.time(self)

    def _watch(self):
        self.front.poller.modify(self.socket.fileno(), _WATCHED)


class Listener(object):
    """Takes connections in, as many as there are descriptors for."""

    def __init__(self, front, socket, most):
        self.front = front
        self.socket = socket
        self.most = most
        self.watched = False

    def ready(self):
        try:
            accepted = accept(self.socket)
        except TROUBLE:
            return  # the client has left again
        self.front.welcome(accepted)

    def watch(self, watched):
        if watched != self.watched:
            self.watched = watched
            if watched:
                self.front.poller.register(self.socket.fileno(), select.EPOLLIN)
            else:
                self.front.poller.unregister(self.socket.fileno())

    def close(self):
        if self.watched:
            self.front.poller.unregister(self.socket.fileno())
        self.socket.close()
