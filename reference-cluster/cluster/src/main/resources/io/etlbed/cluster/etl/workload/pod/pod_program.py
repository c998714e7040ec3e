"""Runs a program on one object: the object is its input, its output is the result."""
import errno
import fcntl
import os
import select

from pod_http import Gone, Refusal, too_large
from pod_os import TROUBLE, again, ending_of, number_of, pipe, say, signals, text

_PIECE = 256 * 1024
_PIPE = 1024 * 1024  # bytes that a pipe is asked to hold where there is so much to be put into it
_TAIL = 8 * 1024  # bytes of what it says on stderr that are told
_SET_PIPE_SIZE = 1031
_HANGS_UP = 0x2000  # POLLRDHUP: the client has left

_KEPT = (signals.SIGTERM, signals.SIGCHLD, signals.SIGIO)


class Program(object):
    """One run, in a process group of its own, which ends with it. `start()` becomes the program and never returns."""

    def __init__(self, name, start, began=lambda group: None):
        self.name = name
        self.began = began
        self.tail = b""
        ends = [pipe() for _ in range(3)]
        inner = (ends[0][0], ends[1][1], ends[2][1])
        self.stdin, self.stdout, self.stderr = ends[0][1], ends[1][0], ends[2][0]
        self.open = {self.stdin, self.stdout, self.stderr}
        try:
            self.process = os.fork()
        except OSError as problem:
            self._close(list(self.open) + list(inner))
            raise Refusal(500, "%s: no process for it: %s" % (name, problem))
        if self.process == 0:
            _become(inner, start)
        began(self.process)
        for end in inner:
            os.close(end)
        for end in self.open:
            fcntl.fcntl(end, fcntl.F_SETFL, os.O_NONBLOCK)

    def run(self, body, limit, client=None, log=None):
        """The output, of at most `limit` bytes. `client` and `log` are descriptors."""
        try:
            output = self._exchange(body, limit, client, log)
            status = again(os.waitpid, self.process, 0)[1]
            self.process, group = None, self.process
            _kill(group)  # what it has left running
        finally:
            if self.process is not None:
                _kill(self.process)
                again(os.waitpid, self.process, 0)
            self.began(0)
            self._close(self.open)
        if status != 0:
            raise Refusal(400, "%s: %s\n%s" % (self.name, ending_of(status), text(self.tail)))
        return output

    def _exchange(self, body, limit, client, log):
        poller = select.poll()
        poller.register(self.stdout, select.POLLIN)
        poller.register(self.stderr, select.POLLIN)
        poller.register(self.stdin, select.POLLOUT)
        if len(body) > 64 * 1024:
            try:
                fcntl.fcntl(self.stdin, _SET_PIPE_SIZE, _PIPE)
            except TROUBLE:
                pass  # there are enough large pipes
        if client is not None:
            poller.register(client, _HANGS_UP)
        left = memoryview(body)
        parts = []
        size = 0
        while self.stdout in self.open or self.stderr in self.open:
            for end, _ in again(poller.poll):
                if end == client:
                    raise Gone()
                if end == self.stdin:
                    left = self._feed(left)
                    if not left:
                        self._done(poller, end)
                    continue
                part = _read(end)
                if part is None:
                    continue
                if not part:
                    self._done(poller, end)
                elif end == self.stdout:
                    size += len(part)
                    if size > limit:
                        raise Refusal(400, too_large("the output of " + self.name, limit).message)
                    parts.append(part)
                else:
                    self.tail = (self.tail + part)[-_TAIL:]
                    if log is not None:
                        _write(log, part)
        return b"".join(parts)

    def _feed(self, left):
        """What is still to be written."""
        if not left:
            return left
        try:
            return left[os.write(self.stdin, left[:_PIECE]):]
        except TROUBLE as problem:
            return left if number_of(problem) in (errno.EAGAIN, errno.EINTR) else b""  # it does not want to know more

    def _done(self, poller, end):
        poller.unregister(end)
        self.open.remove(end)
        os.close(end)

    def _close(self, ends):
        for end in ends:
            os.close(end)


def _become(inner, start):
    """The child, up to the program."""
    try:
        os.setsid()
        for number, end in enumerate(inner):
            os.dup2(end, number)
        for signal in _KEPT:
            signals.signal(signal, signals.SIG_DFL)
        signals.signal(signals.SIGINT, signals.default_int_handler)
        start()
    except BaseException as problem:
        say("%s" % (problem,))
    finally:
        os._exit(127)


def execute(arguments):
    """Becomes a program that is found on the PATH."""
    signals.signal(signals.SIGPIPE, signals.SIG_DFL)
    if hasattr(signals, "SIGXFSZ"):
        signals.signal(signals.SIGXFSZ, signals.SIG_DFL)
    try:
        os.execvp(arguments[0], arguments)
    except OSError as problem:
        say("%s: %s" % (text(arguments[0]), problem.strerror))
        os._exit(127 if problem.errno == errno.ENOENT else 126)


def _kill(group):
    try:
        os.killpg(group, signals.SIGKILL)
    except OSError:
        pass  # all of it has ended


def _read(end):
    try:
        return os.read(end, _PIECE)
    except TROUBLE as problem:
        return None if number_of(problem) in (errno.EAGAIN, errno.EINTR) else b""


def _write(end, part):
    try:
        os.write(end, part)
    except TROUBLE:
        pass  # nobody reads the log
