"""A transformer that shows what a cluster does to its containers.

What it does with an object is written in the object's first line, "#probe " and JSON; an object without that line is
echoed while it still comes in. What it does from the start is set by its environment:

  PROBE_PORT            the port it listens on (80)
  PROBE_POST_STATUS     answers every POST with this status before it has read the body, as servers do that know only PUT
  PROBE_READY_AFTER     seconds until /health answers 200 and objects are served; "never" for never
  PROBE_ONLY_ON         the two above hold only where PROBE_NODE has this value
  PROBE_EXIT            exits at once with this status (also subject to PROBE_ONLY_ON)
"""

import hashlib
import json
import os
import socket
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BLOCK = 64 * 1024
FIRST_LINE = 4096
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
        self.running = {}
        self.most = 0
        self.barriers = {}

    def begin(self, method):
        with self.lock:
            token = object()
            self.methods[method] = self.methods.get(method, 0) + 1
            self.running[token] = 0
            self.most = max(self.most, len(self.running))
            return token

    def progress(self, token, received):
        with self.lock:
            self.running[token] = received

    def end(self, token):
        with self.lock:
            self.running.pop(token, None)

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
                "most_at_once": self.most,
                "received_by_others": sorted(self.running.values()),
            }


SEEN = Seen()


class Body:
    """The body of a request, with a length or in chunks, read piece by piece."""

    def __init__(self, handler):
        self.source = handler.rfile
        self.chunked = "chunked" in handler.headers.get("Transfer-Encoding", "").lower()
        self.left = 0 if self.chunked else int(handler.headers.get("Content-Length") or 0)
        self.last = not self.chunked
        self.length = 0
        self.digest = hashlib.md5()
        self.ahead = b""

    def read(self):
        """The next piece; empty at the end."""
        if self.ahead:
            piece, self.ahead = self.ahead, b""
            return piece
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
        self.length += len(piece)
        self.digest.update(piece)
        return piece

    def next_chunk(self):
        self.left = int(self.source.readline().split(b";")[0], 16)
        if self.left == 0:
            self.last = True
            while self.source.readline() not in (b"\r\n", b"\n", b""):
                pass

    def command(self):
        """What the first line asks for, if it asks; nothing of the body is lost."""
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
            self.answer(404, b"this probe is pushed to\n")

    def do_POST(self):
        refusal = setting("PROBE_POST_STATUS")
        if refusal:
            SEEN.end(SEEN.begin("POST"))
            self.close_connection = True
            self.answer(int(refusal), b"POST is not known here\n")
        else:
            self.take()

    def do_PUT(self):
        self.take()

    def take(self):
        if not ready():
            self.close_connection = True
            self.answer(503, b"not ready\n")
            return
        token = SEEN.begin(self.command)
        try:
            body = Body(self)
            self.obey(body, body.command(), token)
        finally:
            SEEN.end(token)

    def obey(self, body, command, token):
        what = command.get("do")
        if what == "echo":
            self.echo(body, token)
        elif what == "report":
            body.drain()
            self.report(body, {})
        elif what == "barrier":
            body.drain()
            overlap = SEEN.barrier(command["key"], command["count"], command["seconds"])
            self.report(body, {"overlap": overlap})
        elif what == "status":
            body.drain()
            self.answer(command["status"], b"as told\n")
        elif what == "hang":
            body.drain()
            time.sleep(command["seconds"])
            self.report(body, {})
        elif what == "truncate":
            body.drain()
            self.truncate(command["length"], command["sent"])
        elif what == "exit":
            os._exit(command["code"])
        else:
            body.drain()
            self.answer(400, b"no such command\n")

    def echo(self, body, token):
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in iter(body.read, b""):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.flush()
            SEEN.progress(token, body.length)
        self.wfile.write(b"0\r\n\r\n")

    def report(self, body, more):
        facts = SEEN.facts()
        facts.update(
            {
                "method": self.command,
                "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()},
                "length": body.length,
                "md5": body.digest.hexdigest(),
            }
        )
        facts.update(more)
        self.answer(200, json.dumps(facts).encode(), "application/json")

    def truncate(self, length, sent):
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


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        print("request from", client_address, "ended:", sys.exc_info()[1], file=sys.stderr, flush=True)


def main():
    if setting("PROBE_EXIT"):
        print("exiting, as PROBE_EXIT says", file=sys.stderr, flush=True)
        sys.exit(int(setting("PROBE_EXIT")))
    port = int(os.environ.get("PROBE_PORT", "80"))
    print("probe listens on", port, flush=True)
    Server(("0.0.0.0", port), Probe).serve_forever()


if __name__ == "__main__":
    main()
