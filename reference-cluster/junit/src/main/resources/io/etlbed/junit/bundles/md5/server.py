#!/bin/sh
"exec" "python3" "-S" "$0" "$@"
# The line above is for the shell, which starts Python on this same file without its site packages: the standard library is
# enough, and start-up hooks of the host's packages can cost more than the server. To Python it is a string.
"""Answers with the MD5 of what it is sent, in hexadecimal digits."""
import hashlib

from etl_server import serve


def _md5():
    try:
        return hashlib.md5()
    except ValueError:  # a build that forbids it for security, which this is not
        return hashlib.new("md5", usedforsecurity=False)


class Md5(object):
    content_type = "text/plain"

    def __init__(self):
        self.digest = _md5()

    def length(self, _):
        return 32

    def feed(self, piece):
        self.digest.update(piece)

    def finish(self):
        return self.digest.hexdigest().encode()


if __name__ == "__main__":
    serve(Md5)
