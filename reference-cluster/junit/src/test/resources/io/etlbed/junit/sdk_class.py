"""python sdk_class.py ENDPOINT NAME: ETLs whose transformers are classes (Etl.init_class). It leaves the buckets NAME-a and NAME-b."""
import sys

from aistore.sdk import Client
from aistore.sdk.etl.etl_config import ETLConfig
from aistore.sdk.etl.webserver.fastapi_server import FastAPIServer
from aistore.sdk.etl.webserver.flask_server import FlaskServer
from aistore.sdk.etl.webserver.http_multi_threaded_server import HTTPMultiThreadedServer

OBJECTS = {"dir/x y.txt": b"first", "o1.txt": b"second", "o2.txt": b""}
LIMIT = "3m"  # the packages of a pod are installed once for all


def check(what, found, expected):
    if found != expected:
        raise SystemExit("%s: found %r, expected %r" % (what, found, expected))


def refused(what, word, call):
    try:
        call()
    except Exception as problem:
        if word in str(problem):
            return
        raise SystemExit("%s: %r does not name %s" % (what, problem, word))
    raise SystemExit("%s was not refused" % what)


def by_fastapi(client, etl, source, sink):
    @etl.init_class(dependencies=["idna>=3,<4", "six"], NUM_WORKERS="2", GREETING="hello $(NOBODY)", init_timeout=LIMIT)
    class Upper(FastAPIServer):
        def transform(self, data, path, etl_args):
            import os
            import idna
            import six

            return b"|".join([os.environ["GREETING"].encode(), path.encode(), etl_args.encode(), data.upper()])

    for name, content in OBJECTS.items():
        told = {"to": name}
        expected = b"|".join([b"hello $(NOBODY)", (source.name + "/" + name).encode(),
                              b'{"to":"' + name.encode() + b'"}', content.upper()])
        found = source.object(name).get_reader(etl=ETLConfig(etl.name, told)).read_all()
        check("inline through " + etl.name, found, expected)
    check("it is among the ETLs", etl.name in [each.id for each in client.cluster().list_etls()], True)
    check("its image", etl.view().init_msg.runtime.image.partition(":")[0], "aistorage/runtime_python")
    check("where its logs are from", len(etl.logs()), 3)
    client.job(source.transform(etl_name=etl.name, to_bck=sink)).wait(timeout=60, verbose=False)
    refused("a pipeline", "pipeline",
            lambda: source.object("o1.txt").get_reader(etl=ETLConfig(etl >> etl)).read_all())


def by_threads(etl, source):
    @etl.init_class(comm_type="hpull", dependencies=["idna>=3,<4", "six"], init_timeout=LIMIT)
    class Length(HTTPMultiThreadedServer):
        def transform(self, data, path, etl_args):
            return str(len(data)).encode()

    for name, content in OBJECTS.items():
        found = source.object(name).get_reader(etl=ETLConfig(etl.name)).read_all()
        check("pulled through " + etl.name, found, str(len(content)).encode())


def by_flask(etl, source):
    @etl.init_class(dependencies=["idna>=3,<4", "six"], NUM_WORKERS=1, init_timeout=LIMIT)
    class Backwards(FlaskServer):
        def transform(self, data, path, etl_args):
            return data[::-1]

    check("inline through " + etl.name,
          source.object("o1.txt").get_reader(etl=ETLConfig(etl.name)).read_all(), b"dnoces")


def refusals(etl):
    class Echo(HTTPMultiThreadedServer):
        def transform(self, data, path, etl_args):
            return data

    refused("a websocket", "websocket", lambda: etl.init_class(comm_type="ws")(Echo))
    refused("files of the target", "direct_file_access", lambda: etl.init_class(direct_file_access=True)(Echo))
    refused("system packages", "os_packages", lambda: etl.init_class(os_packages=["ffmpeg"])(Echo))


def main(endpoint, name):
    client = Client(endpoint)
    source, sink = client.bucket(name + "-a").create(), client.bucket(name + "-b").create()
    for each, content in OBJECTS.items():
        source.object(each).get_writer().put_content(content)
    one, other = client.etl(name + "-fast"), client.etl(name + "-other")
    by_fastapi(client, one, source, sink)
    # Each of them once, as all of them take their time to start on every target.
    (by_threads if sys.version_info < (3, 10) else by_flask)(other, source)
    for each in (one, other):
        each.stop()
        each.delete()
    refusals(one)


if __name__ == "__main__":
    main(*sys.argv[1:])
