"""The front's ends of the processes behind it: of each worker, and of the template."""
import os
import select
import sys

from pod_board import BETWEEN, BUSY, HANDED
from pod_os import TROUBLE, channel, clock, ending_of, give, say, signals, sockets, waiting
from pod_template import template


class WorkerEnd(object):
    """The front's end of a worker."""

    def __init__(self, front, slot, template_end):
        self.front = front
        self.slot = slot
        self.template = template_end
        self.generation = template_end.generation
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

    def current(self):
        """Whether it is a copy of what the template is now."""
        return self.template is self.front.template and self.generation == self.template.generation

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
                self.front.wished(message[1:])
            elif message.startswith(b"i"):
                self.front.teach(self, message[1:])
            else:
                self._free(message)

    def _free(self, message):
        front = self.front
        client, self.client = self.client, None
        if self.current():
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
            front.pending.insert(0, client)
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
        self.generation = 0  # how often it has learned
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
        elif message == b"l":
            self.generation += 1
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
