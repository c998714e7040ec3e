"""A transformer that shows what a cluster does to its containers.

An object is the body of a POST or PUT, or for any other GET than that of /health what AIS_TARGET_URL and the path of the
request give; called as "probe.py io ARGUMENTS" it takes one from standard input and answers on standard output. What it
does with an object is written in the object's first line, "#probe " and JSON; an object without that line is echoed while
it still comes in. What it does from the start is set by its environment:

  PROBE_PORT            the port it listens on (80)
  PROBE_POST_STATUS     answers every POST with this status before it has read the body, as servers do that know only PUT
  PROBE_READY_AFTER     seconds until /health answers 200 and objects are served; "never" for never
  PROBE_ONLY_ON         the two above hold only where PROBE_NODE has this value
  PROBE_EXIT            exits at once with this status (also subject to PROBE_ONLY_ON)
"""

import hashlib
import http.client
import json
import os
import socket
import sys
import tempfile
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

BLOCK = 64 * 1024
FIRST_LINE = 64 * 1024
FETCH_SECONDS = 60
STARTED = time.monotonic()


def applies():
    only_on = os.environ.get("PROBE_ONLY_ON", "")
    return not only_on or only_on == os.environ.get("PROBE_NODE", "")


def setting(name):
    return os.environ.get(name, "") if applies() else ""


def ready():
    after = setting("PROBE_READY_AFTER")
    return after != "never" and (not after or time.monotonic() - STARTED >= float(after))


class Seen:
    """What this container has met since it started. One lock guards all of it."""

    def __init__(self):
        self.lock = threading.Condition()
        self.instance = uuid.uuid4().hex
        self.methods = {}
        self.running = 0
        self.barriers = {}
        self.echoed = {}

    def begin(self, method):
        with self.lock:
            self.methods[method] = self.methods.get(method, 0) + 1
            self.running += 1

    def progress(self, key, received):
        with self.lock:
            self.echoed[key] = received

    def end(self):
        with self.lock:
            self.running -= 1

    def barrier(self, key, count, seconds):
        """Waits until so many requests with this key are here at once; answers how many there were."""
        with self.lock:
            self.barriers[key] = self.barriers.get(key, 0) + 1
            self.lock.notify_all()
            self.lock.wait_for(lambda: self.barriers[key] >= count, seconds)
            return self.barriers[key]

    def facts(self):
        with self.lock:
            return {
                "instance": self.instance,
                "host": socket.gethostname(),
                "node": os.environ.get("PROBE_NODE", ""),
                "target_url": os.environ.get("AIS_TARGET_URL", ""),
                "methods": dict(self.methods),
                "running": self.running,
                "echoed": dict(self.echoed),
            }


SEEN = Seen()


class Object:
    """An object, read piece by piece while it comes in. How its pieces are had, the kinds of it know."""

    def __init__(self):
        self.length = 0
        self.digest = hashlib.md5()
        self.ahead = b""

    def read(self):
        """The next piece; empty at the end."""
        if self.ahead:
            piece, self.ahead = self.ahead, b""
            return piece
        piece = self.piece()
        self.length += len(piece)
        if self.digest:
            self.digest.update(piece)
        return piece

    def command(self):
        """What the first line asks for, if it asks; nothing of the object is lost."""
        head = b""
        while b"\n" not in head and len(head) < FIRST_LINE:
            piece = self.read()
            if not piece:
                break
            head += piece
            if not head.startswith(b"#probe "[: len(head)]):
                break
        self.ahead = head
        line = head.split(b"\n", 1)[0]
        return json.loads(line[len(b"#probe "):]) if line.startswith(b"#probe ") else {"do": "echo"}

    def drain(self):
        while self.read():
            pass

    def facts(self):
        return {"length": self.length, "md5": self.digest.hexdigest()}


class Pushed(Object):
    """The body of a request, with a length or in chunks."""

    def __init__(self, handler):
        super().__init__()
        self.source = handler.rfile
        self.chunked = "chunked" in handler.headers.get("Transfer-Encoding", "").lower()
        self.left = 0 if self.chunked else int(handler.headers.get("Content-Length") or 0)
        self.last = not self.chunked

    def piece(self):
        if self.left == 0 and not self.last:
            self.next_chunk()
        if self.left == 0:
            return b""
        piece = self.source.read1(min(self.left, BLOCK))
        if not piece:
            raise ConnectionError("the body ended early")
        self.left -= len(piece)
        if self.chunked and self.left == 0:
            self.source.readline()
        return piece

    def next_chunk(self):
        self.left = int(self.source.readline().split(b";")[0], 16)
        if self.left == 0:
            self.last = True
            while self.source.readline() not in (b"\r\n", b"\n", b""):
                pass


class Fetched(Object):
    """What a GET is answered."""

    def __init__(self, url):
        super().__init__()
        where = urlsplit(url)
        kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(where.netloc, timeout=FETCH_SECONDS)
        try:
            self.connection.request("GET", url[url.index(where.netloc) + len(where.netloc):])
            self.response = self.connection.getresponse()
        except Exception:
            self.connection.close()
            raise
        self.status = self.response.status

    def piece(self):
        piece = self.response.read1(BLOCK)
        if not piece and self.response.length:
            raise ConnectionError("the answer ended early")
        return piece

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()


class Standard(Object):
    """What comes by standard input."""

    def piece(self):
        return sys.stdin.buffer.read1(BLOCK)


def target_url():
    return os.environ.get("AIS_TARGET_URL", "")


def fetch_all(urls):
    """Of each URL, or path below AIS_TARGET_URL, what a GET of it is answered."""
    fetched = []
    for url in urls:
        fact = {"from": url, "status": 0}
        try:
            with Fetched(target_url() + url if url.startswith("/") else url) as answer:
                answer.drain()
                fact["status"] = answer.status
                fact.update(answer.facts())
        except (OSError, http.client.HTTPException) as problem:
            fact["error"] = repr(problem)
        fetched.append(fact)
    return fetched


class Probe(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Buffered: unbuffered writes of a header and a body meet Nagle's algorithm.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path.split("?")[0] == "/health":
            self.answer(200 if ready() else 503, b"")
        else:
            self.take(self.fetch)

    def do_POST(self):
        refusal = setting("PROBE_POST_STATUS")
        if refusal:
            SEEN.begin("POST")
            SEEN.end()
            self.close_connection = True
            self.answer(int(refusal), b"POST is not known here\n")
        else:
            self.take(self.receive)

    def do_PUT(self):
        self.take(self.receive)

    def take(self, how):
        if not ready():
            self.close_connection = True
            self.answer(503, b"not ready\n")
            return
        SEEN.begin(self.command)
        try:
            how()
        finally:
            SEEN.end()

    def receive(self):
        pushed = Pushed(self)
        self.obey(pushed, pushed.command())

    def fetch(self):
        url = target_url() + self.path
        try:
            fetched = Fetched(url)
        except (OSError, ValueError, http.client.HTTPException) as problem:
            self.answer(502, ("%s: %r\n" % (url, problem)).encode())
            return
        with fetched:
            if fetched.status == 200:
                self.obey(fetched, fetched.command())
            else:
                self.answer(502, ("%s is answered %d\n" % (url, fetched.status)).encode())

    def obey(self, given, command):
        what = command.get("do")
        if what == "echo":
            self.echo(given, command.get("key"))
            return
        if what == "exit":
            os._exit(command["code"])
        given.drain()
        if what == "report":
            self.report(given, {})
        elif what == "fetch":
            self.report(given, {"fetched": fetch_all(command["from"])})
        elif what == "barrier":
            self.report(given, {"overlap": SEEN.barrier(command["key"], command["count"], command["seconds"])})
        elif what == "status":
            self.answer(command["status"], b"as told\n")
        elif what == "hang":
            time.sleep(command["seconds"])
            self.report(given, {})
        elif what == "close":
            self.close_connection = True
        elif what == "truncate":
            self.truncate(command["length"], command["sent"])
        else:
            self.answer(400, b"no such command\n")

    def echo(self, given, key):
        given.digest = None
        self.begin_chunks()
        for piece in iter(given.read, b""):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.flush()
            if key:
                SEEN.progress(key, given.length)
        self.wfile.write(b"0\r\n\r\n")

    def begin_chunks(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def report(self, given, more):
        facts = SEEN.facts()
        facts.update(given.facts())
        facts.update(
            {
                "method": self.command,
                "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()},
            }
        )
        facts.update(more)
        self.answer(200, json.dumps(facts).encode(), "application/json")

    def truncate(self, length, sent):
        """Announces a length, or chunks where there is none, and ends before it is done."""
        if length is None:
            self.begin_chunks()
            self.wfile.write(b"%x\r\n%s\r\n" % (sent, b"x" * sent))
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(b"x" * sent)
        self.close_connection = True

    def answer(self, status, content, kind="text/plain"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)


class Program:
    """The probe as a program that is run for each object: the object on standard input, the answer on standard output."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.out = sys.stdout.buffer

    def run(self):
        given = Standard()
        command = given.command()
        what = command.get("do")
        if what == "echo":
            for piece in iter(given.read, b""):
                self.out.write(piece)
            return 0
        given.drain()
        if what == "report":
            self.report(given, {})
        elif what == "fetch":
            self.report(given, {"fetched": fetch_all(command["from"])})
        elif what == "barrier":
            self.report(given, {"overlap": meet(command["key"], command["count"], command["seconds"])})
        elif what == "exit":
            self.out.write(b"x" * command.get("sent", 0))
            print(command.get("says", ""), file=sys.stderr)
            return command["code"]
        else:
            print("no such command:", what, file=sys.stderr)
            return 1
        return 0

    def report(self, given, more):
        facts = SEEN.facts()
        facts.update(given.facts())
        facts["arguments"] = self.arguments
        facts.update(more)
        self.out.write(json.dumps(facts).encode())


def meet(key, count, seconds):
    """A barrier for processes: each leaves a file, and looks for those of the others."""
    folder = os.path.join(tempfile.gettempdir(), "probe-" + key)
    os.makedirs(folder, exist_ok=True)
    tempfile.mkstemp(dir=folder)
    end = time.monotonic() + seconds
    while len(os.listdir(folder)) < count and time.monotonic() < end:
        time.sleep(0.02)
    return len(os.listdir(folder))


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        print("request from", client_address, "ended:", sys.exc_info()[1], file=sys.stderr, flush=True)


def main():
    if sys.argv[1:2] == ["io"]:
        sys.exit(Program(sys.argv[2:]).run())
    if setting("PROBE_EXIT"):
        print("exiting, as PROBE_EXIT says", file=sys.stderr, flush=True)
        sys.exit(int(setting("PROBE_EXIT")))
    port = int(os.environ.get("PROBE_PORT", "80"))
    print("probe", SEEN.instance, "listens on", port, flush=True)
    Server(("0.0.0.0", port), Probe).serve_forever()


if __name__ == "__main__":
    main()
