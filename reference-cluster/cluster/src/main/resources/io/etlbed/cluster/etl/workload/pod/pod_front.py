"""The front: the process that owns all connections and lends them to workers.

It never runs user code. Because it keeps a connection while a worker has it, an idle one costs no worker and can be taken
back without loss, and the loss of a worker is answered.
"""
import os
import select
import sys
from collections import deque

from pod_board import BETWEEN, BUSY, HANDED, Board
from pod_client import Client, Listener
from pod_os import TROUBLE, again, channel, clock, ending_of, give, pipe, say, signals, sockets, waiting, wake_at
from pod_template import template

_SPARE = 2  # idle workers that are kept ready
_IDLE = 30.0  # seconds after which more of them are let go
_AT_ONCE = 16  # workers that are being made


class Front(object):
    """`stages` are ways to prepare a template, of which the first that suits is taken: see pod_template.

    Where `tolerant`, a stage that crashes is one that does not suit. `discover(wish)` gives other stages on the first wish
    of a worker.
    """

    def __init__(self, listener, stages, most, limit, tolerant=False, discover=None):
        self.stages = stages
        self.most = most
        self.limit = limit
        self.tolerant = tolerant
        self.discover = discover
        self.board = Board()
        self.life, self.held = pipe()  # `held` closes when this process ends, however it ends
        self.poller = select.epoll()
        self.parts = {}  # by descriptor: what is ready when it is
        self.clients = set()
        self.timed = set()  # clients with a deadline
        self.pending = deque()  # clients with a request
        self.workers = {}  # by slot
        self.idle = []
        self.slots = list(range(most))
        self.starting = 0
        self.served = False  # a worker has been ready
        self.crowded = False
        self.stopping = False
        self.template = None  # the one whose workers get requests
        self.statuses = {}  # of the templates' processes; None where it runs
        self.resting = []  # slots that there was no process for
        self.announced = False
        descriptors = os.sysconf("SC_OPEN_MAX")
        self.listener = Listener(self, listener, max(16, (descriptors if descriptors > 0 else 65536) - most - 64))

    def run(self):
        """Serves until SIGTERM, then until the requests that came are answered."""
        stop = []
        self.wake = wake_at(signals.SIGCHLD)
        for signal in (signals.SIGTERM, signals.SIGINT):
            signals.signal(signal, lambda *_: stop.append(True))
        self.poller.register(self.wake[0], select.EPOLLIN)
        TemplateEnd(self, 0)
        while not self.stopping or self.clients:
            sweeps = self.timed or self.resting or len(self.idle) > _SPARE
            for descriptor, _ in again(self.poller.poll, 1.0 if sweeps else -1):
                if descriptor == self.wake[0]:
                    os.read(descriptor, 4096)
                    self._reap()
                elif descriptor == self.listener.socket.fileno():
                    self.listener.ready()
                else:
                    part = self.parts.get(descriptor)
                    if part is not None:  # else it was closed by an event before
                        part.ready()
            if sweeps:
                self._sweep()
            if stop and not self.stopping:
                self._stop()
        self._leave()

    # ---- clients

    def welcome(self, socket):
        client = self.parts[socket.fileno()] = Client(self, socket)
        self.clients.add(client)
        self.listener.watch(len(self.clients))

    def forget(self, client):
        del self.parts[client.socket.fileno()]
        self.clients.discard(client)
        self.timed.discard(client)
        if not self.stopping:
            self.listener.watch(len(self.clients))

    def time(self, client):
        if client.deadline is None:
            self.timed.discard(client)
        else:
            self.timed.add(client)

    def enqueue(self, client):
        self.pending.append(client)
        self.dispatch()

    def _sweep(self):
        now = clock()
        for client in [each for each in self.timed if each.deadline < now]:
            client.late()
        while len(self.idle) > _SPARE and self.idle[0].since < now - _IDLE:
            self.idle.pop(0).ask(b"q")
        if self.resting:
            self.slots += self.resting
            self.resting = []
            self.dispatch()

    # ---- workers

    def dispatch(self):
        while self.pending and self.idle:
            client = self.pending.popleft()
            if not self.idle.pop().lend(client):
                self.pending.appendleft(client)
        if self.template is not None:
            wanted = len(self.pending) + _SPARE - len(self.idle) - self.starting
            while wanted > 0 and self.slots and self.starting < _AT_ONCE:
                WorkerEnd(self, self.slots.pop(), self.template)
                wanted -= 1
        crowded = bool(self.pending) and not self.slots and not self.starting
        if crowded != self.crowded:
            self.crowded = crowded
            self.board.crowd(crowded)
        if crowded:
            self.take_back()

    def take_back(self):
        """Asks for the connections that workers hold between two requests."""
        for worker in self.workers.values():
            if worker.client is not None and not worker.asked:
                worker.asked = True
                worker.ask(b"g")

    def rest(self, slot):
        """The system has no further process for us: not again before the next sweep."""
        if slot in self.slots:
            self.slots.remove(slot)
            self.resting.append(slot)

    # ---- templates

    def prepared(self, ready):
        """A template is ready: workers are its copies from now on."""
        before, self.template = self.template, ready
        if not self.announced and not self.stopping:
            self.announced = True
            self.listener.watch(0)
            address, port = self.listener.socket.getsockname()[:2]
            say("listening on %s port %d" % (address, port))
        for worker in list(self.idle):
            if worker.template is not ready:
                self.idle.remove(worker)
                worker.ask(b"q")
        if before is not None:
            before.ask(b"q")
        self.dispatch()

    def unprepared(self, lost, status):
        """A template has ended."""
        if self.stopping:
            pass
        elif lost.unfit or not lost.served and self.tolerant and lost.stage + 1 < len(self.stages):
            if not lost.unfit:
                say("preparing the code ended with %s: it is not prepared" % ending_of(status))
            TemplateEnd(self, lost.stage + 1)
        elif not lost.served:
            say("the code cannot be used (%s)" % ending_of(status))
            os._exit(os.WEXITSTATUS(status) or 1)
        elif lost is self.template:
            say("the process that workers are copied from ended with %s: starting it again" % ending_of(status))
            self.template = None
            TemplateEnd(self, lost.stage)
        for worker in [each for each in self.workers.values() if each.template is lost and each.gone]:
            worker.ended(None)

    def wish(self, wanted):
        """A worker has met code that could have been prepared."""
        if self.discover is not None and not self.stopping:
            self.stages, self.discover = self.discover(wanted), None
            TemplateEnd(self, 0)

    def status_of(self, process):
        status = self.statuses.pop(process)
        return again(os.waitpid, process, 0)[1] if status is None else status

    def _reap(self):
        """Also, as process 1 of a pod, what others have left."""
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except OSError:
                return
            if process == 0:
                return
            if process in self.statuses:
                self.statuses[process] = status

    # ---- the end

    def _stop(self):
        self.stopping = True
        self.board.stop()
        self.listener.close()
        with_worker = set(worker.client for worker in self.workers.values())
        for client in self.clients - with_worker - set(self.pending):
            if not client.drains:
                client.close()
        self.take_back()

    def _leave(self):
        for worker in self.workers.values():
            worker.ask(b"q")
        if self.template is not None:
            self.template.ask(b"q")
            self.status_of(self.template.process)
        os._exit(0)

    def abandon(self):
        """In a child: the descriptors are not its own."""
        signals.set_wakeup_fd(-1)
        for descriptor in list(self.parts) + list(self.wake) + [self.held, self.listener.socket.fileno()]:
            os.close(descriptor)
        self.poller.close()


class WorkerEnd(object):
    """The front's end of a worker."""

    def __init__(self, front, slot, template_end):
        self.front = front
        self.slot = slot
        self.template = template_end
        self.client = None
        self.starting = True
        self.asked = False
        self.gone = False  # its end of the channel is closed
        self.since = 0.0
        front.board.mark(slot, HANDED)
        self.channel, theirs = channel()
        front.workers[slot] = self
        front.parts[self.channel.fileno()] = self
        front.starting += 1
        front.poller.register(self.channel.fileno(), select.EPOLLIN)
        template_end.ask(b"w%d" % slot, theirs.fileno())
        theirs.close()

    def ask(self, message):
        try:
            self.channel.send(message, sockets.MSG_DONTWAIT)
        except TROUBLE:
            pass  # it has ended, which we shall be told

    def lend(self, client):
        self.client = client
        self.asked = False
        self.front.board.mark(self.slot, HANDED)
        try:
            give(self.channel, b"c" + client.ahead, client.socket.fileno())
            return True
        except TROUBLE:
            self.client = None  # it has ended
            return False

    def ready(self):
        while not self.gone:
            message = waiting(self.channel)
            if message is None:
                return
            if message == b"":
                self.gone = True
                self.front.poller.unregister(self.channel.fileno())
                if self.template.ended:
                    self.ended(None)
            elif message.startswith(b"s"):
                self.front.wish(message[1:])
            else:
                self._free(message)

    def _free(self, message):
        front = self.front
        client, self.client = self.client, None
        if self.template is front.template:
            self.since = clock()
            front.idle.append(self)
        else:
            self.ask(b"q")
        if self.starting:
            self.starting = False
            front.starting -= 1
            front.served = True
        elif message == b"x":
            client.close()
        elif message == b"l":
            client.drain()
        else:
            client.ahead = message[1:]
            if front.stopping and not client.ahead:
                client.close()
            else:
                client.consider()
        front.dispatch()

    def ended(self, status):
        """The process is gone; the status is None where nobody could tell it."""
        front = self.front
        self.ready()  # what it said before
        if front.workers.get(self.slot) is not self:
            return
        del front.workers[self.slot]
        del front.parts[self.channel.fileno()]
        if not self.gone:
            front.poller.unregister(self.channel.fileno())
        self.channel.close()
        if self in front.idle:
            front.idle.remove(self)
        if self.starting:
            front.starting -= 1
        program = front.board.program(self.slot)
        if program:
            front.board.runs(self.slot, 0)
            try:
                os.killpg(program, signals.SIGKILL)
            except OSError:
                pass  # it has ended by itself
        front.slots.append(self.slot)
        if self.starting and not front.served:
            say("the code cannot be used: a worker ended before it was ready")
            os._exit(1)
        if self.client is not None:
            self._settle("ended unseen" if status is None else ending_of(status))
        front.dispatch()

    def _settle(self, ending):
        """What becomes of the request that the worker had."""
        client, front = self.client, self.front
        state = front.board.state(self.slot)
        say("a worker was lost: %s" % ending)
        if state == HANDED:
            front.pending.appendleft(client)
        elif state == BETWEEN:
            client.ahead = b""
            client.consider()
        elif state == BUSY:
            client.refuse(500, "the process that worked on this request was lost: %s" % ending)
        else:
            client.close()  # the answer has begun, and must not look complete


class TemplateEnd(object):
    """The front's end of a template."""

    def __init__(self, front, stage):
        self.front = front
        self.stage = stage
        self.served = False
        self.unfit = False
        self.ended = False
        self.channel, theirs = channel()
        self.process = os.fork()
        if self.process == 0:
            status = 1
            try:
                self.channel.close()
                front.abandon()
                template(theirs, front.stages[stage], front.board, front.life, front.limit)
                status = 0
            except BaseException:
                sys.excepthook(*sys.exc_info())
            finally:
                os._exit(status)
        theirs.close()
        front.statuses[self.process] = None
        front.parts[self.channel.fileno()] = self
        front.poller.register(self.channel.fileno(), select.EPOLLIN)

    def ask(self, message, descriptor=None):
        try:
            if descriptor is None:
                self.channel.send(message)
            else:
                give(self.channel, message, descriptor)
        except TROUBLE:
            pass  # it has ended, which we shall be told

    def ready(self):
        front = self.front
        message = waiting(self.channel)
        if message == b"r":
            self.served = True
            front.prepared(self)
        elif message == b"u":
            self.unfit = True
        elif message == b"":
            self.ended = True
            del front.parts[self.channel.fileno()]
            front.poller.unregister(self.channel.fileno())
            self.channel.close()
            front.unprepared(self, front.status_of(self.process))
        elif message is not None:
            slot, _, status = message[1:].partition(b" ")
            if int(slot) in front.workers:
                front.workers[int(slot)].ended(int(status))
            if message.startswith(b"n"):
                front.rest(int(slot))
