"""A page of memory that the front and its workers share: what each worker is at, seen even after it was killed."""
import mmap
import struct

MOST_WORKERS = 500

HANDED = b"\0"  # a connection was handed to it, of which it has taken nothing yet
BUSY = b"\1"  # it has taken bytes of a request
ANSWERING = b"\2"  # it may have sent bytes of an answer
BETWEEN = b"\3"  # all requests that it took are answered

_STOPPING = 0
_CROWDED = 1
_STATES = 16
_PROGRAMS = 1024


class Board(object):
    def __init__(self):
        self.page = mmap.mmap(-1, 4096)

    def stopping(self):
        return self.page[_STOPPING:_STOPPING + 1] != b"\0"

    def stop(self):
        self.page[_STOPPING:_STOPPING + 1] = b"\1"

    def crowded(self):
        """Requests wait, and there are no more workers to be had; or the end is waited for."""
        return self.page[_STOPPING:_CROWDED + 1] != b"\0\0"

    def crowd(self, crowded):
        self.page[_CROWDED:_CROWDED + 1] = b"\1" if crowded else b"\0"

    def state(self, slot):
        return self.page[_STATES + slot:_STATES + slot + 1]

    def mark(self, slot, state):
        self.page[_STATES + slot:_STATES + slot + 1] = state

    def program(self, slot):
        """The process group of the program that a worker runs, or 0."""
        return struct.unpack("i", self.page[_PROGRAMS + 4 * slot:_PROGRAMS + 4 * slot + 4])[0]

    def runs(self, slot, group):
        self.page[_PROGRAMS + 4 * slot:_PROGRAMS + 4 * slot + 4] = struct.pack("i", group)
