"""Serves a class that the environment has pickled, as AIStore's runtime images do (Etl.init_class of its SDK)."""
import base64
import os
import signal
import site
import socket
import sys
import traceback

_PORT = 8000  # where the classes themselves listen unless told
_WORKERS = 4  # as the SDK documents it
_BACKLOG = 1024


def _fail(message):
    print(message, file=sys.stderr, flush=True)
    sys.exit(1)


def _served_class():
    packages = os.environ.get("ETLBED_PACKAGES")
    if packages:
        site.addsitedir(packages)
        sys.path.insert(0, packages)
    payload = os.environ.get("ETL_CLASS_PAYLOAD")
    if not payload:
        _fail("ETL_CLASS_PAYLOAD is not set: there is no class to serve")
    try:
        import cloudpickle

        return cloudpickle.loads(base64.b64decode(payload, validate=True))
    except Exception:
        traceback.print_exc()
        _fail("the class in ETL_CLASS_PAYLOAD cannot be loaded here, by Python %d.%d: what it imports has to be among its "
              "dependencies, and the client's Python has to be of that version" % sys.version_info[:2])


def _workers():
    given = os.environ.get("NUM_WORKERS", str(_WORKERS))
    if not given.isdigit() or not 1 <= int(given) <= 128:
        _fail("NUM_WORKERS is %r, expected a number from 1 to 128" % given)
    return int(given)


def _is_a(served, module, name):
    """Whether it comes from a server of the SDK, without importing the others, which need more packages."""
    return any(each.__module__ == module and each.__name__ == name for each in served.__mro__)


class _Processes:
    """Copies of this process with one listener: the first that ends ends all, and the pod with them."""

    def __init__(self, count, work):
        self.children = set()
        self.told = False
        for _ in range(count):
            child = os.fork()
            if child == 0:
                self._run(work)
            self.children.add(child)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._end)

    @staticmethod
    def _run(work):
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _end(self, *_):
        self.told = True
        for child in self.children:
            os.kill(child, signal.SIGTERM)

    def wait(self):
        while self.children:
            child, _ = os.wait()
            self.children.discard(child)
            if not self.told:
                print("a worker has ended, and so do the others", file=sys.stderr, flush=True)
                self._end()
                self.told = False
                while self.children:
                    self.children.discard(os.wait()[0])
                sys.exit(1)


def _fastapi(served):
    import uvicorn

    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("0.0.0.0", _PORT))
    listener.listen(_BACKLOG)

    def work():
        uvicorn.Server(uvicorn.Config(served().app, access_log=False)).run(sockets=[listener])

    workers = _workers()
    if workers == 1:
        work()
    else:
        _Processes(workers, work).wait()


def _flask(served):
    from gunicorn.app.base import BaseApplication

    class Application(BaseApplication):
        def load_config(self):
            for name, value in (("bind", "0.0.0.0:%d" % _PORT), ("workers", _workers()), ("worker_tmp_dir", "/tmp")):
                self.cfg.set(name, value)

        def load(self):
            return served().app

    Application().run()


if __name__ == "__main__":
    cls = _served_class()
    if not callable(getattr(cls, "start", None)):
        _fail("ETL_CLASS_PAYLOAD is no class of a server: it has no start()")
    if _is_a(cls, "aistore.sdk.etl.webserver.fastapi_server", "FastAPIServer"):
        _fastapi(cls)
    elif _is_a(cls, "aistore.sdk.etl.webserver.flask_server", "FlaskServer"):
        _flask(cls)
    else:
        cls().start()
