"""A Python script whose imports are made once, and which is then run in copies of the process that made them."""
import os
import sys

import _ast

from pod_os import PYTHON_2, pipe, say, signals, text, waiting_in
from pod_program import Program, execute
from pod_template import Unfit, freeze, one_thread_each, reseed, threads

_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@% "
_CHANGES = frozenset(("environ", "putenv", "unsetenv", "chdir", "meta_path", "path_hooks", "addsitedir", "patch_all",
                      "monkey_patch"))
_WHO = b"import sys; sys.stdout.write(sys.prefix + '|' + sys.version)"


class Script(object):
    """`python FILE arguments`, in bytes."""

    def __init__(self, python, path, arguments):
        self.python = python
        self.path = path
        self.arguments = arguments
        self.code = None
        self.stamp = None
        self.descriptors = set()  # that the imported modules have opened
        self.modules = frozenset()  # that are there before it runs
        self.learns = False

    @staticmethod
    def of(command):
        """The script that a command runs and does nothing else, or None."""
        if len(command) == 3 and os.path.basename(command[0]) in (b"sh", b"bash") and command[1] == b"-c":
            if command[2].translate(None, _PLAIN):
                return None  # the shell has more to do than to start it
            command = command[2].split()
            if command[:1] == [b"exec"]:
                del command[0]
        if len(command) < 2 or command[1].startswith(b"-"):
            return None
        if os.path.basename(command[0]).translate(None, b"0123456789.") != b"python":
            return None
        return Script(command[0], command[1], command[2:])

    def __str__(self):
        return text(b" ".join([self.python, self.path] + self.arguments))

    # ---- in the template

    def prepare(self):
        """Imports what the script imports first; Unfit where copies would behave unlike a fresh interpreter."""
        try:
            self._prepare()
        except Unfit as reason:
            raise Unfit("%s runs in a fresh interpreter for each object: %s" % (self, reason))

    def _prepare(self):
        if not is_ours(self.python):
            raise Unfit("%s is another interpreter than %s" % (text(self.python), sys.executable))
        path = text(self.path)
        try:
            self.stamp = self._stamp()
            with open(path, "rb") as source:
                source = source.read()
            # Python 3.9 made the path of a script absolute.
            name = os.path.abspath(path) if sys.version_info >= (3, 9) else path
            tree = compile(source, name, "exec", _ast.PyCF_ONLY_AST, True)
            self.code = compile(source, name, "exec", 0, True)
        except (IOError, OSError, SyntaxError, ValueError, TypeError) as problem:
            raise Unfit("it cannot be read as Python: %s" % problem)
        sys.argv[:] = [path] + [text(argument) for argument in self.arguments]
        sys.path[0] = os.path.dirname(os.path.realpath(path))
        imports = _Imports()
        self._make(lambda: imports.make(tree.body))
        if imports.left:
            say("line %d and later imports are run for each object, since line %d may change what they find"
                % (imports.left, imports.line))
        self.learns = not _changes(tree)

    def _make(self, imports):
        before = _descriptors()
        with one_thread_each():
            _watched(imports)
        self.descriptors |= _descriptors() - before
        count = threads()
        if count > 1:
            raise Unfit("its imports start %d threads, which a copy of the process would not have" % (count - 1))
        self.modules = frozenset(sys.modules)
        freeze()

    def learn(self, names):
        """Imports what a copy has imported while it ran."""
        def imports():
            for name in names:
                try:
                    __import__(text(name))
                except BaseException:
                    pass  # it was not imported by its name
        self._make(imports)

    def _stamp(self):
        status = os.stat(self.path)
        return status.st_mtime, status.st_size, status.st_ino

    def unchanged(self):
        try:
            return self._stamp() == self.stamp
        except OSError:
            return False

    # ---- in a copy

    def run(self, arguments, lessons=-1):
        """Runs the script as a fresh interpreter does, up to its exit code; never returns.

        The names of the modules that it has imported are written to the descriptor `lessons`.
        """
        for descriptor in _descriptors() - self.descriptors:
            if descriptor > 2 and descriptor != lessons:
                try:
                    os.close(descriptor)
                except OSError:
                    pass  # the one with which they were listed
        reseed()
        main = [self._main(arguments)]  # no other reference, so that it can be taken away
        status = 0
        try:
            exec(self.code, main[0].__dict__)
        except BaseException:
            status = _told(*sys.exc_info())
        if lessons >= 0:
            self._tell(lessons)
        os._exit(_finish(main, status))

    def _tell(self, lessons):
        names = [name for name, module in list(sys.modules.items())
                 if name not in self.modules and module is not None and getattr(module, "__spec__", 0) is not None]
        try:
            os.write(lessons, "\0".join(names).encode("utf-8")[:32 * 1024])
        except Exception:
            pass  # the script has closed it, or has strange modules

    def _main(self, arguments):
        main = type(sys)("__main__")
        main.__file__ = self.code.co_filename
        main.__builtins__ = sys.modules["__builtin__" if PYTHON_2 else "builtins"]
        main.__package__ = None
        if not PYTHON_2:
            main.__annotations__ = {}
            main.__cached__ = None
            loaders = sys.modules["_frozen_importlib_external"]
            main.__loader__ = loaders.SourceFileLoader("__main__", main.__file__)
        sys.modules["__main__"] = main
        sys.argv[:] = [text(self.path)] + [text(argument) for argument in arguments]
        if hasattr(sys, "orig_argv"):
            sys.orig_argv[:] = [text(self.python)] + sys.argv
        return main


def _watched(imports):
    """Makes imports where it is seen whether they touch the object or the result."""
    saved = os.dup(0), os.dup(1)
    reader, writer = pipe()
    os.write(writer, b"x")  # a module that reads stdin reads this
    os.close(writer)
    output, sink = pipe()
    try:
        os.dup2(reader, 0)
        os.dup2(sink, 1)
        os.close(sink)
        imports()
        sys.stdout.flush()
    finally:
        os.dup2(saved[0], 0)
        os.dup2(saved[1], 1)
        read, printed = not waiting_in(reader), waiting_in(output)
        for descriptor in saved + (reader, output):
            os.close(descriptor)
    if read or printed:
        raise Unfit("its imports " + ("read stdin" if read else "print to stdout"))


class _Imports(object):
    """The imports at the top of a script, found without running it."""

    def __init__(self):
        self.line = None  # of the statement after which imports could find something else
        self.left = None  # line of the first import behind it

    def make(self, statements, optional=False):
        for node in statements:
            kind = type(node).__name__
            if kind in ("Import", "ImportFrom"):
                if self.line is None:
                    self._import(node, kind, optional)
                else:
                    self.left = self.left or node.lineno
            elif kind.startswith("Try"):
                for block in ("body", "orelse", "finalbody"):
                    self.make(getattr(node, block, []), True)
            elif self.line is None and kind not in ("FunctionDef", "AsyncFunctionDef", "ClassDef") and _changes(node):
                self.line = node.lineno

    def _import(self, node, kind, optional):
        if kind == "Import":
            wanted = [(alias.name, None) for alias in node.names]
        elif node.level or node.module == "__future__":
            return
        else:
            wanted = [(node.module, [alias.name for alias in node.names])]
        for module, names in wanted:
            try:
                __import__(module, {}, {}, names or [], 0)
            except BaseException as problem:
                if not optional:
                    raise Unfit("import %s: %s: %s" % (module, type(problem).__name__, problem))


def _changes(node):
    """Whether a statement may change what imports find or do."""
    if isinstance(node, list):
        return any(_changes(each) for each in node)
    if not isinstance(node, _ast.AST):
        return False
    name = getattr(node, "attr", getattr(node, "id", None))
    if name == "get" or type(node).__name__ == "Subscript" and type(node.ctx).__name__ == "Load":
        return False  # it reads, as os.environ.get("HOME") does
    if name in _CHANGES:
        return True
    if name in ("path", "modules") and getattr(getattr(node, "value", None), "id", None) == "sys":
        return True
    return any(_changes(getattr(node, field, None)) for field in node._fields)


def _descriptors():
    return set(int(name) for name in os.listdir("/proc/self/fd"))


def _told(kind, problem, trace):
    """What an exception that ends a script prints; its exit code."""
    if isinstance(problem, SystemExit):
        code = problem.code
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 0xFF
        sys.stdout.flush()
        sys.stderr.write("%s\n" % (code,))
        return 1
    trace = trace.tb_next  # without our own frame
    if not PYTHON_2:
        problem = problem.with_traceback(trace)
    sys.excepthook(kind, problem, trace)
    if isinstance(problem, KeyboardInterrupt) and sys.version_info >= (3, 8):
        signals.signal(signals.SIGINT, signals.SIG_DFL)
        os.kill(os.getpid(), signals.SIGINT)
    return 1


def _finish(main, status):
    """What an interpreter does at its end, in its order; the exit code."""
    try:
        if "threading" in sys.modules:
            sys.modules["threading"]._shutdown()
        import atexit

        atexit._run_exitfuncs()
    except SystemExit as problem:
        if PYTHON_2:
            status = _told(SystemExit, problem, None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    whole = _flushed()
    _destroy(main)
    return status if _flushed() and whole or PYTHON_2 else 120


def _destroy(main):
    """Takes the script's module away: destructors write what is still in buffers."""
    import gc

    sys.modules.pop("__main__", None)
    names = main.pop().__dict__
    if hasattr(gc, "freeze"):
        gc.collect()  # puts files before what they wrap, so that they are flushed before that is closed
        names = None
        gc.collect()
        return
    # A whole collection would walk through all that was imported. Destructors need modules, functions and classes.
    lasting = (type(sys), type(_destroy), type)
    for later in (False, True):
        for name in list(names):
            if name != "__builtins__" and isinstance(names[name], lasting) == later:
                names[name] = None
        gc.collect(1)


def _flushed():
    whole = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not getattr(stream, "closed", False):
                stream.flush()
        except Exception:
            whole = False
    return whole


_asked = {}


def is_ours(python):
    """Whether a name of a Python means this interpreter, with these packages."""
    if python not in _asked:
        _asked[python] = _is_ours(python)
    return _asked[python]


def _is_ours(python):
    found = _which(text(python))
    ours = sys.executable or ""
    if os.path.realpath(found) == os.path.realpath(ours) and os.path.dirname(found) == os.path.dirname(ours):
        return True
    try:
        answer = Program("python", lambda: execute([python, b"-c", _WHO])).run(b"", 4096)
    except Exception:
        return False
    return text(answer) == sys.prefix + "|" + sys.version


def _which(name):
    if os.sep in name:
        return name
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if os.access(os.path.join(folder, name), os.X_OK):
            return os.path.join(folder, name)
    return ""
