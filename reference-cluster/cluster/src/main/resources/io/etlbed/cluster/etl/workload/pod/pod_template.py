"""The template: a process that has imported what requests need, and of which the workers are copies."""
import errno
import os
import select
import sys

import pod_memory
from pod_os import TROUBLE, adopt, again, end_with, number_of, say, signals, spare, take, wake_at
from pod_worker import Worker

# What a template says to the front: r - ready; u - this stage does not suit, try the next; e SLOT STATUS - a worker has
# ended; n SLOT 0 - there is no memory or number for a further process; l - it has learned.


class Unfit(Exception):
    """This way of preparing does not suit the code; the reason is for the log."""


def template(channel, stage, board, life, limit):
    """The whole life of the process. `stage()` prepares; what it returns makes, in each worker, what answers requests."""
    end_with(life)
    spare(signals.SIGTERM)  # the front says when to leave
    spare(signals.SIGINT)
    try:
        make = stage()
    except Unfit as reason:
        say(str(reason))
        channel.send(b"u")
        return
    woken, waker = wake_at(signals.SIGCHLD)
    channel.send(b"r")
    pod_memory.prepare()
    slots = {}
    leaving = False
    poller = select.poll()
    poller.register(channel, select.POLLIN)
    poller.register(woken, select.POLLIN)
    while slots or not leaving:
        ready = [descriptor for descriptor, _ in again(poller.poll)]
        if woken in ready:
            os.read(woken, 4096)
            _reap(channel, slots)
        if leaving or channel.fileno() not in ready:
            continue
        message, descriptor = take(channel)
        if message.startswith(b"i"):
            try:
                make.learn(message[1:].split(b"\0"))
            except Unfit as reason:
                say("what objects import later is imported for each of them: %s" % reason)
                return  # this process has tried it, and is replaced by one that has not
            channel.send(b"l")
            pod_memory.prepare()
            continue
        if descriptor is None:
            leaving = True  # the front wants it, or is gone
            poller.unregister(channel)
            continue
        slot = int(message[1:])
        _flush()
        try:
            child = os.fork()
        except OSError as problem:
            say("no further worker: %s" % problem)
            os.close(descriptor)
            channel.send(b"n%d 0" % slot)
            continue
        if child == 0:
            channel.close()
            os.close(woken)
            os.close(waker)
            _work(adopt(descriptor), slot, board, make, life, limit)
        os.close(descriptor)
        slots[child] = slot


def _work(channel, slot, board, make, life, limit):
    """The whole life of a worker."""
    status = 1
    try:
        signals.set_wakeup_fd(-1)
        signals.signal(signals.SIGCHLD, signals.SIG_DFL)
        end_with(life)
        # A handler here would be in the way of user code that ends processes of its own just after it has forked them.
        signals.signal(signals.SIGTERM, signals.SIG_DFL)
        spare(signals.SIGINT)
        reseed()
        Worker(channel, slot, board, make, limit).run()
        _flush()
        status = 0
    except TROUBLE as problem:
        if number_of(problem) == errno.EPIPE:
            status = 0  # the front has ended
        else:
            say("worker: %r" % problem)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def _reap(channel, slots):
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG)
        except OSError:
            return  # none is left
        if child == 0:
            return
        slot = slots.pop(child, None)
        if slot is not None:
            try:
                channel.send(b"e%d %d" % (slot, status))
            except TROUBLE:
                pass  # the front is gone


def _flush():
    """What user code has printed must not be printed by a copy once more."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass  # user code may have put anything in its place


def reseed():
    """Copies must not draw the same random numbers."""
    for name in ("random", "numpy.random"):
        if name in sys.modules:
            sys.modules[name].seed()


def threads():
    """How many threads this process has; those that are just ending get a moment."""
    poller = select.poll()
    for _ in range(20):
        try:
            count = len(os.listdir("/proc/self/task"))
        except OSError:
            return 1  # no /proc: nothing is known
        if count == 1:
            break
        poller.poll(2)
    return count


def freeze():
    """Spares the collector, and the memory shared with the template, what is there for good."""
    import gc

    if hasattr(gc, "freeze"):
        gc.freeze()


class one_thread_each(object):
    """Keeps numerical libraries (OpenBLAS, OpenMP) that are imported from starting threads: there is one process per request anyway."""

    NAMES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")

    def __enter__(self):
        self.ours = [name for name in self.NAMES if name not in os.environ]
        for name in self.ours:
            os.environ[name] = "1"

    def __exit__(self, *_):
        for name in self.ours:
            os.environ.pop(name, None)
