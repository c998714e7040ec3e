"""What both servers take from their environment and command line."""
import os
import sys

from pod_board import MOST_WORKERS
from pod_front import Front
from pod_os import private, sockets, wait_in_steps

_LIMIT = 512 * 1024 * 1024


class Options(object):
    """`--listen ADDRESS --port NUMBER --code FOLDER`, each before the first argument that is none; `--` ends them."""

    def __init__(self, arguments):
        self.listen = "0.0.0.0"
        self.port = number("ETL_PORT", number("PORT", 80, 0), 0)
        self.code = "/code"
        rest = list(arguments)
        while rest and rest[0].startswith("--"):
            option = rest.pop(0)
            if option == "--":
                break
            if option not in ("--listen", "--port", "--code") or not rest:
                sys.exit("%s is not --listen ADDRESS, --port NUMBER or --code FOLDER" % option)
            value = rest.pop(0)
            if option == "--port":
                if not value.isdigit():
                    sys.exit("--port: a number is expected, not '%s'" % value)
                value = int(value)
            setattr(self, option[2:], value)
        self.rest = rest


def number(name, otherwise, least):
    """An environment variable that is a number."""
    value = os.environ.get(name, "")
    if not value:
        return otherwise
    if not value.isdigit() or int(value) < least:
        sys.exit("%s: a number of at least %d is expected, not '%s'" % (name, least, value))
    return int(value)


def see_packages():
    """Has ETLBED_PACKAGES found after PYTHONPATH, by this interpreter and by those that it starts."""
    folders = [folder for folder in os.environ.get("ETLBED_PACKAGES", "").split(os.pathsep) if folder]
    if not folders:
        return
    import site

    before = [folder for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep) if folder]
    os.environ["PYTHONPATH"] = os.pathsep.join(before + folders)
    known = list(sys.path)
    for folder in folders:
        site.addsitedir(folder)  # .pth files, too
    added = [folder for folder in sys.path if folder not in known]
    place = 1 + len([folder for folder in known[1:1 + len(before)] if folder in before])
    sys.path[:] = known[:place] + added + known[place:]


def serve(options, stages, **more):
    """Serves until SIGTERM."""
    listener = _listener(options)
    most = min(number("ETL_WORKERS_MAX", 128, 1), MOST_WORKERS)
    Front(listener, stages, most, number("ETL_MAX_OBJECT", _LIMIT, 0), **more).run()


def _listener(options):
    listener = sockets.socket(sockets.AF_INET6 if ":" in options.listen else sockets.AF_INET, sockets.SOCK_STREAM)
    private(listener.fileno())
    listener.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    wait_in_steps(listener)
    try:
        listener.bind((options.listen, options.port))
    except (sockets.error, OverflowError) as problem:
        sys.exit("cannot listen on %s port %d: %s" % (options.listen, options.port, problem))
    listener.listen(1024)
    return listener
