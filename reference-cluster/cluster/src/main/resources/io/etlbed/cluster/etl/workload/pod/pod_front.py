"""The front: the process that owns all connections and lends them to workers.

It never runs user code. Because it keeps a connection while a worker has it, an idle one costs no worker and can be taken
back without loss, and the loss of a worker is answered.
"""
import os
import select

from pod_board import Board
from pod_client import Client, Listener
from pod_ends import TemplateEnd, WorkerEnd
from pod_os import again, clock, ending_of, pipe, say, signals, wake_at

_SPARE = 2  # idle workers that are kept ready
_IDLE = 30.0  # seconds after which more of them are let go
_AT_ONCE = 16  # workers that are being made
_LESSONS = 3  # times that a template learns from its workers


class Front(object):
    """`stages` are ways to prepare a template, of which the first that suits is taken: see pod_template.

    Where `tolerant`, a stage that crashes is one that does not suit. `wish(wanted)` gives other stages, or None, for what a
    worker has met.
    """

    def __init__(self, listener, stages, most, limit, tolerant=False, wish=lambda wanted: None):
        self.stages = stages
        self.most = most
        self.limit = limit
        self.tolerant = tolerant
        self.wish = wish
        self.lessons = _LESSONS
        self.board = Board()
        self.life, self.held = pipe()  # `held` closes when this process ends, however it ends
        self.poller = select.epoll()
        self.parts = {}  # by descriptor: what is ready when it is
        self.clients = set()
        self.timed = set()  # clients with a deadline
        self.pending = []  # clients with a request
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
        if len(self.clients) >= self.listener.most:
            self._make_room(client)

    def _make_room(self, newest):
        for client in self.clients:
            if client.idles() and client is not newest:
                client.close()
                return
        if self.timed:
            min(self.timed, key=lambda each: each.deadline).close()
        else:
            self.listener.watch(False)  # until one closes

    def forget(self, client):
        del self.parts[client.socket.fileno()]
        self.clients.discard(client)
        self.timed.discard(client)
        if self.announced and not self.stopping:
            self.listener.watch(True)

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
            client = self.pending.pop(0)
            if not self.idle.pop().lend(client):
                self.pending.insert(0, client)
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
            self.listener.watch(True)
            address, port = self.listener.socket.getsockname()[:2]
            say("listening on %s port %d" % (address, port))
        if before is not None and before is not ready:
            before.ask(b"q")
        for worker in list(self.idle):
            if not worker.current():
                self.idle.remove(worker)
                worker.ask(b"q")
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
            self.lessons = 0  # perhaps it was one of them
            TemplateEnd(self, lost.stage)
        for worker in [each for each in self.workers.values() if each.template is lost and each.gone]:
            worker.ended(None)

    def wished(self, wanted):
        """A worker has met code that could have been prepared."""
        stages = None if self.stopping else self.wish(wanted)
        if stages is not None:
            self.stages = stages
            TemplateEnd(self, 0)

    def teach(self, worker, names):
        """A worker has imported modules that its template could have."""
        if self.lessons and worker.current() and not self.stopping:
            self.lessons -= 1
            worker.template.ask(b"i" + names)

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
        for client in list(self.clients):
            if not (client.asks or client.drains):
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
