"""A small HTTP/1.1 server for transformers: worker processes, one event loop in each, constant memory."""
import argparse
import collections
import os
import select
import signal
import socket
import sys
import time

from etl_connection import Connection

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Worker(object):
    """One process: accepts from the listener that all workers share and serves its own connections."""

    def __init__(self, listener, transform, parent):
        self.listener = listener
        self.transform = transform
        self.parent = parent
        self.stopping = False
        self.connections = {}
        self.lingering = set()
        self.returned = collections.deque()
        self.epoll = select.epoll()
        self.woken, self.waker = socket.socketpair()
        self.woken.setblocking(False)
        self.waker.setblocking(False)

    def run(self):
        """Serves until SIGTERM, then until the requests that run have been answered."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(self.waker.fileno())
        listener = self.listener.fileno()
        # Exclusive: a new connection wakes one worker that waits, not all of them.
        self.epoll.register(listener, select.EPOLLIN | getattr(select, "EPOLLEXCLUSIVE", 0))
        self.epoll.register(self.woken.fileno(), select.EPOLLIN)
        self.epoll.register(self.parent, select.EPOLLIN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)  # not before there is something to stop
        poll, find = self.epoll.poll, self.connections.get
        while not self.stopping or self.connections:
            for number, _ in poll(1.0 if self.lingering else None):
                connection = find(number)
                if connection is not None:
                    connection.ready()
                elif number == listener:
                    self._accept()
                elif number == self.parent:
                    return  # it is gone: so are we
                else:
                    self._wake()
            if self.lingering:
                self._sweep()

    def forget(self, connection):
        del self.connections[connection.number]
        self.lingering.discard(connection)

    def hand_back(self, connection, keeps):
        """From another thread: the connection is the loop's again."""
        self.returned.append((connection, keeps))
        try:
            self.waker.send(b"\0")
        except BlockingIOError:
            pass  # it is full of wake-ups

    def _accept(self):
        try:
            client, _ = self.listener.accept()
        except OSError:
            return  # another worker was quicker, the client has left, or we are stopping
        client.setblocking(False)
        self.connections[client.fileno()] = Connection(self, client)
        self.epoll.register(client.fileno(), select.EPOLLIN)

    def _stop(self, *_):
        if not self.stopping:
            self.stopping = True
            self.epoll.unregister(self.listener.fileno())
            self.listener.close()

    def _wake(self):
        try:
            self.woken.recv(4096)
        except BlockingIOError:
            pass
        while self.returned:
            connection, keeps = self.returned.popleft()
            connection.come_back(keeps)
        if self.stopping:
            for connection in list(self.connections.values()):
                connection.close_if_idle()

    def _sweep(self):
        now = time.monotonic()
        for connection in [each for each in self.lingering if each.lingers_until < now]:
            connection.close()


def _arguments():
    parser = argparse.ArgumentParser(description="Transforms what is posted to it.")
    parser.add_argument("--listen", default="0.0.0.0", metavar="ADDRESS", help="address to listen on")
    parser.add_argument("--port", default=os.environ.get("ETL_PORT", "80"), type=int, help="port to listen on")
    parser.add_argument("--workers", default=0, type=int, help="processes; as many as there are cores unless told")
    return parser.parse_args()


def _listener(address, port):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # what is accepted inherits it
    listener.bind((address, port))
    listener.listen(1024)
    listener.setblocking(False)
    return listener


def serve(transform):
    """Listens as the command line says and serves until SIGTERM. `transform()` makes what one request goes through."""
    arguments = _arguments()
    try:
        listener = _listener(arguments.listen, arguments.port)
    except (OSError, OverflowError) as problem:
        sys.exit("cannot listen on %s:%s: %s" % (arguments.listen, arguments.port, problem))
    workers = arguments.workers or min(len(os.sched_getaffinity(0)), 8)
    watched, held = os.pipe()  # `held` closes when this process ends, however it ends
    children = set()
    # Blocked for good: they are waited for below. (As process 1 of a pod we have no default for SIGTERM.)
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS + (signal.SIGCHLD,))
    for _ in range(workers):
        child = os.fork()
        if child == 0:
            os.close(held)
            Worker(listener, transform, watched).run()
            os._exit(0)
        children.add(child)
    address, port = listener.getsockname()[:2]
    listener.close()
    print("listening on %s port %d with %d workers" % (address, port, workers), flush=True)
    stopping = False
    while children:
        if signal.sigwait(_SIGNALS + (signal.SIGCHLD,)) != signal.SIGCHLD:
            stopping = True
            for child in children:
                os.kill(child, signal.SIGTERM)
            continue
        for child, status in _ended():
            if child in children:
                children.remove(child)
                if not stopping:
                    sys.exit("worker %d ended with status %d" % (child, status))


def _ended():
    """The children that have ended; as process 1 of a pod, also those that others left to us."""
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if child == 0:
            return
        yield child, status
