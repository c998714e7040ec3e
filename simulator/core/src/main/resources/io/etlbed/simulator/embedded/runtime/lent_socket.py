"""Lends ports to a Python program in a pod that has no network of its own.

It stands before the standard module `socket`, loads that, and changes what its sockets do: who listens on a port gets
some free one of the host instead, and a note of which it is; who connects to the pod itself is sent to the noted one.
For Python 2.7 and every 3.
"""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


def _standard():
    """The module in whose place this one was found."""
    path, ours = sys.path[:], sys.modules.pop("socket", None)
    sys.path[:] = [place for place in path if os.path.abspath(place or ".") != _HERE]
    try:
        import socket

        return socket
    except BaseException:
        if ours is not None:
            sys.modules["socket"] = ours
        raise
    finally:
        sys.path[:] = path


def _lend(module):
    notes = os.environ.get("ETLBED_PORTS")
    if not notes:
        return
    kind = module.socket
    bind, connect, connect_ex = kind.bind, kind.connect, kind.connect_ex
    own = set(["", "0.0.0.0", "localhost", "::", "::1", os.environ.get("ETLBED_POD_IP"), os.environ.get("HOSTNAME")])

    def is_tcp(sock):
        return sock.family in (module.AF_INET, getattr(module, "AF_INET6", None)) and (
            sock.type & 0xF == module.SOCK_STREAM)

    def is_own(address):
        host = address[0]
        return host in own or str(host).startswith("127.")

    def loopback(sock, port):
        host = "127.0.0.1" if sock.family == module.AF_INET else "::ffff:127.0.0.1"
        return host, port

    def noted(port):
        try:
            with open(os.path.join(notes, str(port))) as note:
                return int(note.read())
        except (IOError, ValueError):
            return None

    def note(port, real):
        draft = os.path.join(notes, ".%d.%d" % (port, os.getpid()))
        with open(draft, "w") as out:
            out.write(str(real))
        os.rename(draft, os.path.join(notes, str(port)))

    def bind_lent(self, address):
        if not is_tcp(self) or not address[1] or not is_own(address):
            return bind(self, address)
        port = int(address[1])
        # Who listens there already decides, as always, whether another may.
        real = noted(port)
        bind(self, loopback(self, real or 0))
        if not real:
            note(port, self.getsockname()[1])

    def there(self, address):
        real = noted(address[1]) if is_tcp(self) and is_own(address) else None
        return loopback(self, real) if real else address

    def connect_lent(self, address):
        return connect(self, there(self, address))

    def connect_ex_lent(self, address):
        return connect_ex(self, there(self, address))

    kind.bind, kind.connect, kind.connect_ex = bind_lent, connect_lent, connect_ex_lent


_module = _standard()
_lend(_module)
sys.modules["socket"] = _module
