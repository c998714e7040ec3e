"""Serves a function of the user: what comes is its argument, what it returns is the answer."""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[0] = os.path.join(_HERE, "etl")

from pod_http import Gone, Refusal  # noqa: E402
from pod_os import PYTHON_2, say  # noqa: E402
from pod_serve import Options, number, see_packages, serve  # noqa: E402
from pod_template import Unfit, freeze, one_thread_each, threads  # noqa: E402

_LONGEST = 64 * 1024  # of a traceback


class Function(object):
    """The user's function: MOD_NAME and FUNC_HANDLER of the environment. With CHUNK_SIZE it is called with a reader, that is the
    pieces of the object, and a writer; with ARG_TYPE `url`, with the object's URL."""

    def __init__(self, folder):
        self.folder = folder
        self.module = os.environ.get("MOD_NAME", "code")
        self.name = os.environ.get("FUNC_HANDLER", "transform")
        self.piece = number("CHUNK_SIZE", 0, 0)
        self.by_url = os.environ.get("ARG_TYPE") == "url"
        self.transform = None

    def once(self):
        """Imports the module here, for all workers."""
        with one_thread_each():
            self._import()
        count = threads()
        if count > 1:
            raise Unfit("%s has started %d threads while it was imported, which a copy of the process would not have: "
                        "each worker imports it by itself" % (self.module, count - 1))
        freeze()
        return self._answers

    def in_each_worker(self):
        return lambda worker: self._import() or self._answers(worker)

    def _answers(self, worker):
        worker.piece = self.piece
        worker.by_url = self.by_url
        return self.flow if self.piece else self.answer

    def _import(self):
        _print_lines()
        sys.path[0] = self.folder
        sys.modules.pop(self.module, None)  # `code` is a module of the standard library, too
        sys.argv[:] = [os.path.join(self.folder, self.module + ".py")]
        try:
            __import__(self.module)
        except BaseException as problem:
            kind, problem, trace = sys.exc_info()
            if isinstance(problem, SystemExit):
                say("%s has ended the interpreter while it was imported: SystemExit(%s)" % (self.module, problem))
            else:
                _print_trace(kind, problem, trace)
            os._exit(1)
        module = sys.modules[self.module]
        self.transform = getattr(module, self.name, None)
        if not callable(self.transform):
            functions = sorted(name for name, value in vars(module).items() if callable(value) and name[0] != "_")
            say("%s.py has no function %s(input_bytes); it has: %s" % (
                self.module, self.name, ", ".join(functions) or "none"))
            os._exit(1)
        try:
            import faulthandler

            faulthandler.enable()
        except Exception:
            pass  # Python 2 has none; and user code may have put anything in the place of stderr

    def flow(self, reader, writer):
        self._call(reader, writer)

    def _call(self, *arguments):
        process = os.getpid()
        try:
            return self.transform(*arguments)
        except (Gone, Refusal):
            raise  # of the object or of the client, while pieces were read and written
        except BaseException:
            kind, problem, trace = sys.exc_info()
            raise Refusal(400, _trace(kind, problem, trace))
        finally:
            if os.getpid() != process:
                os._exit(0)  # a child that the function has forked and that has come back

    def answer(self, body, _request, _stream):
        result = self._call(body)
        if isinstance(result, bytes):
            return result
        if isinstance(result, bytearray):
            return bytes(result)
        if isinstance(result, memoryview):
            return result.tobytes()
        raise Refusal(400, "%s returned %s: %s is expected" % (
            self.name, "None" if result is None else "a value of type " + type(result).__name__,
            "str" if PYTHON_2 else "bytes"))


def _trace(kind, problem, trace):
    """The traceback, from the first frame that is not ours."""
    import traceback

    return "".join(traceback.format_exception(kind, problem, trace.tb_next))[-_LONGEST:]


def _print_trace(kind, problem, trace):
    say(_trace(kind, problem, trace).rstrip("\n"))


def _print_lines():
    """Has what user code prints appear line by line."""
    if PYTHON_2:
        sys.stdout = sys.__stdout__ = os.fdopen(1, "w", 1)
        return
    import io

    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            continue
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(line_buffering=True)
        else:
            encoding, errors = stream.encoding, stream.errors
            stream = io.TextIOWrapper(stream.detach(), encoding, errors, "\n", True)
            setattr(sys, name, stream)
            setattr(sys, "__" + name + "__", stream)


if __name__ == "__main__":
    options = Options(sys.argv[1:])
    see_packages()
    function = Function(options.code)
    serve(options, [function.once, function.in_each_worker])
