"""python sdk_operations.py ENDPOINT SPEC NAME: the same operations through whichever release of AIStore's SDK is installed.

It leaves the buckets NAME-a, NAME-c and NAME-d, and says which of the operations its release has not.
"""
import importlib
import hashlib
import os
import sys
import tempfile


def check(what, found, expected):
    if found != expected:
        raise SystemExit("%s: found %r, expected %r" % (what, found, expected))


def file_with(content):
    handle, path = tempfile.mkstemp()
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return path


def module(*names):
    for name in names:
        try:
            return importlib.import_module(name)
        except ImportError:
            pass
    raise SystemExit("no module of %s" % (names,))


class Old:
    """1.0.3"""

    def __init__(self, endpoint):
        self.client = module("aistore.client.api").Client(endpoint)

    def running(self): return self.client.cluster().is_aistore_running()
    def info(self): return self.client.cluster().get_info()
    def buckets(self): return [each.name for each in self.client.cluster().list_buckets()]
    def create(self, b): self.client.bucket(b).create()
    def destroy(self, b): self.client.bucket(b).delete()
    def put(self, b, o, content): self.client.bucket(b).object(o).put(file_with(content))
    def size(self, b, o): return int(self.client.bucket(b).object(o).head()["content-length"])
    def get(self, b, o): return self.client.bucket(b).object(o).get().read_all()
    def names(self, b, prefix=""): return [each.name for each in self.client.bucket(b).list_all_objects(prefix=prefix)]
    def page(self, b, size): return [each.name for each in self.client.bucket(b).list_objects(page_size=size).get_entries()]
    def paged(self, b, size): return [each.name for each in self.client.bucket(b).list_objects_iter(page_size=size)]
    def delete(self, b, o): self.client.bucket(b).object(o).delete()
    def wait(self, job): self.client.xaction().wait_for_xaction_finished(xact_id=job)
    def copy(self, a, b): self.wait(self.client.bucket(a).copy(b))
    def rename(self, a, b): self.wait(self.client.bucket(a).rename(b))
    def start_lru(self): self.wait(self.client.xaction().xact_start(xact_kind="lru"))
    def init(self, name, spec): self.client.etl().init_spec(template=spec, etl_id=name)
    def etls(self): return [each.id for each in self.client.etl().list()]
    def view(self, name): return self.client.etl().view(etl_id=name).id
    def inline(self, b, o, name): return self.client.bucket(b).object(o).get(etl_id=name).read_all()
    def stop(self, name): self.client.etl().stop(etl_id=name)
    def start(self, name): self.client.etl().start(etl_id=name)
    def remove(self, name): self.client.etl().delete(etl_id=name)
    def missing(self, b): return self.client.bucket(b).list_objects()
    def offline(self, name, a, b): self.wait(self.client.bucket(a).transform(etl_id=name, to_bck=b))


class New:
    """1.4.23 and later."""

    def __init__(self, endpoint):
        self.client = module("aistore.sdk.client").Client(endpoint)

    def running(self): return self.client.cluster().is_ready() if hasattr(self.client.cluster(), "is_ready") else self.client.cluster().is_aistore_running()
    def info(self): return self.client.cluster().get_info()
    def buckets(self): return [each.name for each in self.client.cluster().list_buckets()]
    def create(self, b): self.client.bucket(b).create(exist_ok=True)
    def destroy(self, b): self.client.bucket(b).delete(missing_ok=True)

    def put(self, b, o, content):
        o = self.client.bucket(b).object(o)
        (o if hasattr(o, "put_content") else o.get_writer()).put_content(content)

    def size(self, b, o):
        found = self.client.bucket(b).object(o).head()
        return int(found.size if hasattr(found, "size") else found["content-length"])

    def reader(self, b, o, **more):
        o = self.client.bucket(b).object(o)
        return (o.get_reader if hasattr(o, "get_reader") else o.get)(**more)

    def get(self, b, o): return self.reader(b, o).read_all()
    def names(self, b, prefix=""): return [each.name for each in self.client.bucket(b).list_all_objects(prefix=prefix)]
    def page(self, b, size): return [each.name for each in self.client.bucket(b).list_objects(page_size=size).entries]
    def paged(self, b, size): return [each.name for each in self.client.bucket(b).list_objects_iter(page_size=size)]
    def delete(self, b, o): self.client.bucket(b).object(o).delete()
    def wait(self, job): self.client.job(job).wait(timeout=60, verbose=False)
    def copy(self, a, b): self.wait(self.client.bucket(a).copy(self.client.bucket(b)))
    def rename(self, a, b): self.wait(self.client.bucket(a).rename(b))
    def start_lru(self): self.wait(self.client.job(job_kind="lru").start())

    def init(self, name, spec):
        etl = self.client.etl(name)
        if hasattr(etl, "init_spec"):
            etl.init_spec(template=spec)
        else:
            etl.init(image="aistore/transformer_md5:latest", command=[])

    def etls(self):
        cluster = self.client.cluster()
        return [each.id for each in (getattr(cluster, "list_running_etls", None) or cluster.list_etls)()]

    def view(self, name): return self.client.etl(name).view()

    def inline(self, b, o, name):
        try:
            config = module("aistore.sdk.etl.etl_config").ETLConfig
        except SystemExit:
            config = None
        try:
            return self.reader(b, o, etl=config(name)).read_all()
        except TypeError:
            return self.reader(b, o, etl_name=name).read_all()

    def offline(self, name, a, b):
        self.wait(self.client.bucket(a).transform(etl_name=name, to_bck=self.client.bucket(b)))

    def stop(self, name): self.client.etl(name).stop()
    def start(self, name): self.client.etl(name).start()
    def remove(self, name): self.client.etl(name).delete()
    def missing(self, b): return self.client.bucket(b).list_objects()

    def group(self, b, names):
        self.wait(self.client.bucket(b).objects(obj_names=names).delete())
    def summary(self, b): return self.client.bucket(b).summary()
    def binfo(self, b): return self.client.bucket(b).info()
    def running_jobs(self): return self.client.cluster().list_running_jobs()
    def jobs_status(self): return self.client.cluster().list_jobs_status()


def text(name):
    return ("content of " + name).encode("utf-8")


def main(endpoint, spec, name):
    try:
        importlib.import_module("aistore.sdk")
        c = New(endpoint)
    except ImportError:
        c = Old(endpoint)
    spec = open(spec).read()
    a, b, renamed, new, etl = name + "-a", name + "-b", name + "-c", name + "-d", name + "-md5"
    objects = ["dir/x.txt", "o1.txt", "o2.txt", "o3.txt", u"\u00fc \u00e4.txt"]

    check("is it running", c.running(), True)
    check("proxies", len(c.info().pmap), 2)
    c.create(a)
    check("its bucket is among the buckets", a in c.buckets(), True)
    for each in objects:
        c.put(a, each, text(each))
    check("size", c.size(a, "o1.txt"), len(text("o1.txt")))
    for each in objects:
        check("GET " + each, c.get(a, each), text(each))
    check("names", c.names(a), objects)
    check("names with a prefix", c.names(a, "o"), objects[1:4])
    check("a page", c.page(a, 2), objects[:2])
    check("names by pages", c.paged(a, 2), objects)
    c.delete(a, "o2.txt")
    objects.remove("o2.txt")
    check("names after one was deleted", c.names(a), objects)
    try:
        c.missing("nowhere-at-all")
        raise SystemExit("the objects of a bucket that does not exist are listed")
    except Exception as problem:
        check("error for a bucket that does not exist", type(problem).__name__, "ErrBckNotFound")

    c.create(b)
    c.copy(a, b)
    check("names in the copy", c.names(b), objects)
    c.rename(b, renamed)
    check("names in the renamed copy", c.names(renamed), objects)
    c.start_lru()

    c.init(etl, spec)
    check("the ETL is among the ETLs", etl in c.etls(), True)
    c.view(etl)
    check("inline", c.inline(a, "o1.txt", etl).decode(), hashlib.md5(text("o1.txt")).hexdigest())
    c.create(new)
    c.offline(etl, a, new)
    check("names of what was transformed", c.names(new), objects)
    c.stop(etl)
    c.start(etl)
    c.stop(etl)
    c.remove(etl)
    check("the ETL is gone", etl in c.etls(), False)

    if isinstance(c, New):
        check("count", c.summary(a)["obj_count"], "4")
        check("properties", "checksum" in c.binfo(a)[0], True)
        c.running_jobs()
        c.jobs_status()
        c.group(renamed, ["o1.txt", "o3.txt"])
    else:
        for each in ("o1.txt", "o3.txt"):
            c.delete(renamed, each)
    check("names after two were deleted", c.names(renamed), ["dir/x.txt", u"\u00fc \u00e4.txt"])


if __name__ == "__main__":
    main(*sys.argv[1:])
