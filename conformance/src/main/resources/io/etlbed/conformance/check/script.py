"""Puts out the MD5 of its input, unless the first line of that says otherwise."""
import hashlib
import os
import sys
import tempfile
import time


def meet(key, count, seconds):
    """Waits until so many processes with this key are here at once; how many there were."""
    folder = os.path.join(tempfile.gettempdir(), "script-" + key)
    os.makedirs(folder, exist_ok=True)
    tempfile.mkstemp(dir=folder)
    end = time.monotonic() + seconds
    while len(os.listdir(folder)) < count and time.monotonic() < end:
        time.sleep(0.02)
    return len(os.listdir(folder))


given = sys.stdin.buffer.read()
words = given[:200].split(b"\n")[0].decode("latin-1").split(" ")
if words[0] == "#fail":
    print(words[1], file=sys.stderr)
    sys.exit(3)
elif words[0] == "#meet":
    print(meet(words[1], int(words[2]), float(words[3])))
else:
    print(hashlib.md5(given).hexdigest())
