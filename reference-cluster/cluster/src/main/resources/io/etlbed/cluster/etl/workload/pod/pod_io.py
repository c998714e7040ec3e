"""Serves a program: what comes is its input, its output is the answer. See Options for the command line."""
import binascii
import os
import sys

import pod_memory
from pod_http import Refusal
from pod_os import pipe, signals, text, waiting_in
from pod_program import Program, execute
from pod_script import Script, is_ours
from pod_serve import Options, see_packages, serve

_KNOWN = 256  # commands that are remembered


class Programs(object):
    """What runs for an object: what the server was told, else the `command` of its request, else the code of the pod."""

    def __init__(self, options):
        code = os.path.join(options.code, "code.py")
        self.command = [_bytes(argument) for argument in options.rest]
        self.told = bool(self.command)
        if not self.told and os.path.exists(code):
            self.command = [b"python", _bytes(code)]
        self.forks = os.environ.get("ETL_IO_FORK", "on") != "off"
        self.discovers = self.forks and not self.command

    def serve(self, options):
        script = Script.of(self.command) if self.forks else None
        if script is None:
            serve(options, [self._plain], wish=self._wish)
        else:
            serve(options, self._stages(script), tolerant=True)

    def _stages(self, script):
        return [lambda: self._prepared(script), self._plain]

    def _wish(self, wanted):
        """A worker has met the first script, where none was known."""
        if not self.discovers:
            return None
        self.discovers = False
        words = wanted.split(b"\0")
        return self._stages(Script(words[0], words[1], words[2:]))

    def _plain(self):
        return Prepared(self, None)

    def _prepared(self, script):
        script.prepare()
        return Prepared(self, script)


class Prepared(object):
    """What a template has: makes what answers in a worker, and learns from it."""

    def __init__(self, programs, script):
        self.programs = programs
        self.script = script

    def __call__(self, worker):
        return Runner(self.programs, worker, self.script).answer

    def learn(self, names):
        self.script.learn(names)


class Runner(object):
    """Runs the programs of one worker."""

    def __init__(self, programs, worker, prepared):
        self.default = programs.command
        self.told = programs.told
        self.worker = worker
        self.prepared = prepared
        self.wishes = prepared is None and programs.discovers
        self.learns = prepared is not None and prepared.learns
        self.known = {}
        self.group = 0
        if prepared is not None:
            pod_memory.set_apart()
        signals.signal(signals.SIGIO, self._end)

    def answer(self, body, request, stream):
        command = self.known.get(request.target)
        if command is None:
            command = (not self.told and commanded(request.target)) or self.default
            if not command:
                raise Refusal(400, "there is no program to run: ?command=... or an argument of the server is expected")
            if len(self.known) >= _KNOWN:
                self.known.clear()
            self.known[request.target] = command
        lessons = pipe() if self.learns else (-1, -1)
        try:
            program = Program(text(b" ".join(command))[:200], self._start(command, lessons[1]), self._began)
            output = program.run(body, self.worker.limit, stream.socket.fileno(), 2)
            if self.learns and waiting_in(lessons[0]):
                self.worker.channel.send(b"i" + os.read(lessons[0], 32 * 1024))
            return output
        finally:
            if self.learns:
                self.learns = False  # one object is enough
                os.close(lessons[0])
                os.close(lessons[1])

    def _start(self, command, lessons):
        script = Script.of(command)
        if script is not None:
            prepared = self.prepared
            if prepared is not None and prepared.path == script.path and is_ours(script.python) and prepared.unchanged():
                return lambda: prepared.run(script.arguments, lessons)
            if self.wishes:
                self.wishes = False
                self.worker.channel.send(b"s" + b"\0".join([script.python, script.path] + script.arguments))
        return lambda: execute(command)

    def _began(self, group):
        self.group = group
        self.worker.board.runs(self.worker.slot, group)

    def _end(self, *_):
        """The server has ended, and with it what runs for it."""
        if self.group:
            try:
                os.killpg(self.group, signals.SIGKILL)
            except OSError:
                pass
        os._exit(1)


def commanded(target):
    """The values of `command` in a query, in their order."""
    command = []
    for field in target.partition(b"?")[2].split(b"&"):
        name, _, value = field.partition(b"=")
        if name == b"command":
            command.append(_decoded(value))
    if any(b"\0" in word for word in command):
        raise Refusal(400, "a command holds a NUL")
    return command


def _decoded(value):
    first, _, rest = value.replace(b"+", b" ").partition(b"%")
    words = [first]
    for piece in rest.split(b"%") if _ else []:
        try:
            words.append(binascii.unhexlify(piece[:2]) + piece[2:])
        except (TypeError, ValueError):
            raise Refusal(400, "a command is not in the encoding of forms: %" + text(piece[:2]))
    return b"".join(words)


def _bytes(argument):
    return argument if isinstance(argument, bytes) else os.fsencode(argument)


def main():
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    os.environ.pop("ETL_IO_RUNNER", None)
    options = Options(sys.argv[1:])
    see_packages()
    Programs(options).serve(options)


if __name__ == "__main__":
    main()
