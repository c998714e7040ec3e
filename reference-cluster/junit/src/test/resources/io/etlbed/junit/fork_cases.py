"""What a script can do that a fresh interpreter has a rule for; the first line of the input says what."""
from __future__ import division, unicode_literals

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading

import origin

binary_in = getattr(sys.stdin, "buffer", sys.stdin)
binary_out = getattr(sys.stdout, "buffer", sys.stdout)
case = binary_in.readline().decode().strip()


def say(*values):
    sys.stdout.write(str(" ").join(str(value) for value in values) + str("\n"))


class Point(object):
    def __init__(self):
        self.x = 1


class Last(object):
    def __del__(self):
        os.write(1, b"deleted\n")


def inner(key):
    return {}[key]


if case == "origin":
    binary_out.write(b"same process" if origin.process == os.getpid() else b"another process")
elif case == "names":
    say(sys.argv, __file__, __name__, repr(__name__), __doc__, __package__, globals().get("__spec__", 0), sys.path,
        type(globals().get("__loader__")).__name__, inner.__code__.co_filename, getattr(sys, "orig_argv", [])[1:])
elif case == "globals":
    say(sorted(globals()), sys.modules["__main__"].__dict__ is globals(), __builtins__, 1 / 2)
elif case == "environment":
    say(sorted(os.environ), os.getcwd(), os.getpgrp() == os.getpid(), sys.flags, os.isatty(0))
elif case == "descriptors":
    say(sorted(int(name) for name in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + name)))
elif case == "signals":
    names = ["SIGPIPE", "SIGINT", "SIGTERM", "SIGCHLD", "SIGIO", "SIGHUP"]
    say([(name, str(signal.getsignal(getattr(signal, name))).split(" at ")[0]) for name in names])
    say([line for line in open("/proc/self/status") if line.startswith(("SigIgn", "SigBlk"))])
elif case == "stdin":
    say(repr(binary_in.read()), repr(binary_in.read()), sys.stdin.name, sys.stdout.name, sys.stdin.fileno())
elif case == "no newline":
    sys.stdout.write(str("no newline"))
elif case == "binary":
    binary_out.write(bytes(bytearray(range(256))) * 1000)
elif case == "unicode":
    say(sys.stdout.encoding, sys.stdin.encoding, sys.stderr.encoding, getattr(sys.stdout, "errors", None))
    binary_out.write("\u00e9\u4e2d".encode("utf-8"))
elif case == "unclosed file":
    name = os.path.join(os.path.dirname(__file__), "unclosed")
    unclosed = open(name, "w")
    unclosed.write(str("unclosed"))
    reader = subprocess.Popen(["sh", "-c", "sleep 0.3; cat " + name])
elif case == "unclosed stdout":
    other = os.fdopen(1, "wb")
    other.write(b"unclosed")
elif case == "order":
    say("first")
    sys.stdout.flush()
    os.write(1, b"second\n")
    say("third")
elif case.startswith("exit ") and case != "exit in atexit":
    say("printed")
    sys.exit({"0": 0, "7": 7, "263": 263, "-1": -1, "text": str("the reason"), "None": None}[case[5:]])
elif case == "exit":
    say("printed")
    sys.exit()
elif case == "raise":
    inner("missing")
elif case == "chained":
    try:
        inner("missing")
    except KeyError:
        raise ValueError("while that was handled")
elif case == "syntax":
    eval("1 +")
elif case == "interrupt":
    raise KeyboardInterrupt()
elif case == "own hook":
    sys.excepthook = lambda kind, problem, trace: sys.stderr.write(str("%s at %d\n") % (kind.__name__, trace.tb_lineno))
    inner("missing")
elif case == "os exit":
    say("lost, since it is in a buffer")
    os._exit(0)
elif case == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
elif case == "atexit":
    atexit.register(say, "registered first")
    atexit.register(say, "registered last")
    say("end of the script")
elif case == "exit in atexit":
    atexit.register(sys.exit, 5)
elif case == "thread":
    go = threading.Event()
    thread = threading.Thread(target=lambda: (go.wait(), say("from the thread", threading.current_thread().name)))
    thread.start()
    atexit.register(say, "after the thread")
    say(threading.current_thread().name, threading.active_count())
    go.set()
elif case == "destructor":
    last = Last()
    circle = [last]
    circle.append(circle)
elif case == "closed stdout":
    say("before")
    sys.stdout.close()
elif case == "subprocess":
    say(subprocess.check_output([sys.executable, "-c", "import sys; sys.stdout.write(repr(sys.argv))"]).decode())
    say(subprocess.call(["sh", "-c", "exit 3"]))
elif case == "pickle":
    say(pickle.loads(pickle.dumps(Point(), 2)).x, Point.__module__)
elif case == "main":
    import __main__

    say(__main__.case, __main__ is sys.modules["__main__"])
elif case == "stderr":
    sys.stderr.write(str("told\n"))
    sys.exit(1)
else:
    raise AssertionError("no such case: " + case)
