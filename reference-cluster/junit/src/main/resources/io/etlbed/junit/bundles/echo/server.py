#!/bin/sh
"exec" "python3" "-S" "$0" "$@"
# The line above is for the shell, which starts Python on this same file without its site packages: the standard library is
# enough, and start-up hooks of the host's packages can cost more than the server. To Python it is a string.
"""Answers with what it is sent, while it is being sent."""
from etl_server import serve


class Echo(object):
    content_type = "application/octet-stream"

    def length(self, received):
        return received

    def feed(self, piece):
        return piece

    def finish(self):
        return b""


if __name__ == "__main__":
    serve(Echo)
