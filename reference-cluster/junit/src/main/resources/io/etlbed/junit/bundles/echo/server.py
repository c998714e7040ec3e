#!/usr/bin/env python3
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
