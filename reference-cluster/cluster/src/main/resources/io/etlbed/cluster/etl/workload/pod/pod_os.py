"""What differs between Python 2.7 and 3.13, and what the standard library has no word for."""
import errno
import fcntl
import os
import select
import struct
import sys
import time

import _socket as sockets  # not `socket`, whose import takes longer than the rest of the start

try:
    import _signal as signals  # as above
except ImportError:
    import signal as signals

PYTHON_2 = sys.version_info[0] == 2
TROUBLE = (OSError, IOError, select.error, sockets.error)  # one class in Python 3
LARGEST_MESSAGE = 64 * 1024

clock = getattr(time, "monotonic", time.time)


def number_of(problem):
    """The errno of one of TROUBLE."""
    return problem.args[0] if problem.args else None


def again(function, *arguments):
    """Calls a function of the system once more where a signal came in between (Python 2 leaves that to the caller)."""
    while True:
        try:
            return function(*arguments)
        except TROUBLE as problem:
            if number_of(problem) != errno.EINTR:
                raise


def say(text):
    """One line of our own in the log of the pod, not through a buffer that a child would inherit."""
    try:
        os.write(2, text.encode("utf-8", "replace") + b"\n" if not isinstance(text, bytes) else text + b"\n")
    except TROUBLE:
        pass  # nobody reads the log: no reason to stop serving


def text(value):
    """What came as bytes, as a native string."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogateescape")


def utf8(value):
    """A native string as bytes that are UTF-8, whatever it holds."""
    return value if isinstance(value, bytes) else value.encode("utf-8", "backslashreplace")


def private(descriptor):
    """The descriptor, closed in every program that is started."""
    fcntl.fcntl(descriptor, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
    return descriptor


def pipe():
    ends = os.pipe()
    private(ends[0])
    private(ends[1])
    return ends


def channel():
    """Two connected sockets that carry messages and descriptors between processes."""
    ends = sockets.socketpair(sockets.AF_UNIX, sockets.SOCK_SEQPACKET)
    for end in ends:
        private(end.fileno())
    return ends


def adopt(descriptor):
    """The socket that a descriptor is, as an object that closes it."""
    if not PYTHON_2:
        return sockets.socket(sockets.AF_INET, sockets.SOCK_STREAM, 0, descriptor)
    adopted = sockets.fromfd(descriptor, sockets.AF_INET, sockets.SOCK_STREAM)
    os.close(descriptor)
    private(adopted.fileno())
    return adopted


def accept(listener):
    if PYTHON_2:
        accepted = listener.accept()[0]
        private(accepted.fileno())
        return accepted
    return adopt(listener._accept()[0])


def wait_in_steps(socket):
    """Waits of the socket end after a second, so that a silent peer can be given up. What is accepted inherits it."""
    for option in (sockets.SO_RCVTIMEO, sockets.SO_SNDTIMEO):
        socket.setsockopt(sockets.SOL_SOCKET, option, struct.pack("ll", 1, 0))
    socket.setsockopt(sockets.IPPROTO_TCP, sockets.TCP_NODELAY, 1)


if PYTHON_2:
    import _multiprocessing

    def give(end, message, descriptor):
        end.send(message)
        _multiprocessing.sendfd(end.fileno(), descriptor)

    def take(end):
        message = again(end.recv, LARGEST_MESSAGE)
        if message[:1] in (b"c", b"w"):
            return message, private(again(_multiprocessing.recvfd, end.fileno()))
        return message, None

else:

    def give(end, message, descriptor):
        """Sends a message (that begins with `c` or `w`) with a descriptor."""
        end.sendmsg([message], [(sockets.SOL_SOCKET, sockets.SCM_RIGHTS, struct.pack("i", descriptor))])

    def take(end):
        """The next message and the descriptor that came with it, or None; an empty message at the end."""
        message, extra, _, _ = end.recvmsg(LARGEST_MESSAGE, sockets.CMSG_SPACE(4), sockets.MSG_CMSG_CLOEXEC)
        return message, struct.unpack("i", extra[0][2][:4])[0] if extra else None


def waiting(end):
    """The next message of a channel if there is one, b"" at its end, else None."""
    try:
        return again(end.recv, LARGEST_MESSAGE, sockets.MSG_DONTWAIT)
    except TROUBLE as problem:
        return None if number_of(problem) == errno.EAGAIN else b""


def waiting_in(descriptor):
    """Whether there is something to be read now; not at the end of it."""
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    return any(event & select.POLLIN for _, event in again(poller.poll, 0))


def end_with(life):
    """Has SIGIO sent to this process once nobody holds the other end of the pipe `life`: who did has ended, however.

    The owner of a signal belongs to an open file, not to a descriptor: hence a second opening of the same pipe.
    """
    try:
        own = os.open("/proc/self/fd/%d" % life, os.O_RDONLY | os.O_NONBLOCK)
    except TROUBLE:
        return  # no /proc here; the container ends as a whole anyway
    private(own)
    fcntl.fcntl(own, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(own, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC)
    poller = select.poll()
    poller.register(own, select.POLLIN)
    if poller.poll(0):
        os._exit(1)  # it ended before we asked


def name_of(signal):
    for name in dir(signals):
        if name.startswith("SIG") and not name.startswith("SIG_") and getattr(signals, name) == signal:
            return "signal %d (%s)" % (signal, name)
    return "signal %d" % signal


def ending_of(status):
    """How a process ended, from the status of its wait."""
    if os.WIFSIGNALED(status):
        return "killed by " + name_of(os.WTERMSIG(status))
    return "exit status %d" % os.WEXITSTATUS(status)


def no_op(*_):
    """A handler where a signal is not to be ignored: programs that are started inherit what is ignored."""


def wake_at(signal):
    """A pipe that can be read once the signal, or another that has a handler, has come."""
    ends = pipe()
    for end in ends:
        fcntl.fcntl(end, fcntl.F_SETFL, os.O_NONBLOCK)
    signals.signal(signal, no_op)
    signals.set_wakeup_fd(ends[1])
    return ends


def spare(signal):
    """Has a signal do nothing to this process, and its usual work in those that user code forks."""
    process = os.getpid()

    def handler(*_):
        if os.getpid() != process:
            signals.signal(signal, signals.SIG_DFL)
            os.kill(os.getpid(), signal)

    signals.signal(signal, handler)
