"""python python_operations.py ENDPOINT SPEC NAME: the same operations through whichever release of AIStore's SDK is installed.

For each operation it prints a line: "+ OPERATION" if the release has done it, "- OPERATION" if it has no call for it; then plain HTTP
has done it, so that what is left behind is the same: the buckets NAME-a, NAME-c and NAME-d.
"""
import base64
import hashlib
import importlib
import json
import os
import sys
import tempfile
import time
from urllib.parse import quote

import requests


class Plain:
    """What a release has no call for."""

    def __init__(self, endpoint):
        self.url = endpoint + "/v1"
        self.client = None

    def call(self, method, path, **more):
        answer = requests.request(method, self.url + path, **more)
        if answer.status_code >= 400:
            raise RuntimeError("%s %s: %d %s" % (method, path, answer.status_code, answer.text))
        return answer

    def act(self, method, path, action, value=None, params=None):
        return self.call(method, path, data=json.dumps({"action": action, "name": "", "value": value}), params=params).text

    def object_path(self, b, o): return "/objects/" + b + "/" + quote(o)
    def running(self): return self.call("GET", "/health").status_code == 200
    def proxies(self): return len(self.call("GET", "/daemon", params={"what": "smap"}).json()["pmap"])
    def buckets(self): return [each["name"] for each in json.loads(self.act("GET", "/buckets", "list"))]
    def create(self, b): self.act("POST", "/buckets/" + b, "create-bck")
    def properties(self, b): return json.loads(self.call("HEAD", "/buckets/" + b).headers["ais-bucket-props"])["checksum"]["type"]
    def put(self, b, o, content): self.call("PUT", self.object_path(b, o), data=content)
    def size(self, b, o): return int(self.call("HEAD", self.object_path(b, o)).headers["content-length"])
    def get(self, b, o): return self.call("GET", self.object_path(b, o)).content
    def part(self, b, o, first, last): return self.call("GET", self.object_path(b, o), headers={"Range": "bytes=%d-%d" % (first, last)}).content

    def listed(self, b, **value):
        return [each["name"] for each in json.loads(self.act("GET", "/buckets/" + b, "list", value))["entries"]]

    def names(self, b): return self.listed(b)
    def beginning(self, b, prefix): return self.listed(b, prefix=prefix)
    def page(self, b, size): return self.listed(b, pagesize=size)

    def missing(self, b):
        answer = requests.request("GET", self.url + "/buckets/" + b, data='{"action":"list"}')
        return "ErrBckNotFound" if answer.status_code == 404 and "does not exist" in answer.json()["message"] else answer.text

    def delete(self, b, o): self.call("DELETE", self.object_path(b, o))
    def delete_chosen(self, b, names): self.wait(self.act("DELETE", "/buckets/" + b, "delete-listrange", {"objnames": names}))
    def copy(self, a, b): self.wait(self.act("POST", "/buckets/" + a, "copy-bck", params={"bck_to": "ais/@#/" + b + "/"}))
    def rename(self, a, b): self.wait(self.act("POST", "/buckets/" + a, "move-bck", params={"bck_to": "ais/@#/" + b + "/"}))
    def start_job(self): self.wait(self.act("PUT", "/cluster", "start", {"kind": "lru"}))
    def jobs(self): return len(self.call("GET", "/cluster", params={"what": "status_all"}, data='{"show_active":false}').json()) > 0
    def destroy(self, b): self.act("DELETE", "/buckets/" + b, "destroy-bck")

    def count(self, b):
        for _ in range(600):
            job = self.act("GET", "/buckets/" + b, "summary-bck", {"uuid": ""}).strip('"')
            answer = requests.request("GET", self.url + "/buckets/" + b, data=json.dumps({"action": "summary-bck", "value": {"uuid": job}}))
            if answer.status_code == 200:
                return int(answer.json()[0]["obj_count"])
            time.sleep(0.05)

    def wait(self, job):
        for _ in range(600):
            found = self.call("GET", "/cluster", params={"what": "status"}, data=json.dumps({"id": job.strip('"')})).json()
            if found and found.get("end-time-xaction", found.get("end_time", 0)):
                return
            time.sleep(0.1)
        raise RuntimeError("job %s is not over" % job)

    def init(self, name, spec): self.call("PUT", "/etl", data=json.dumps({"id": name, "spec": encoded(spec), "communication": "hpush://"}))
    def init_code(self, name):
        self.call("PUT", "/etl", data=json.dumps({"id": name, "code": encoded(CODE), "runtime": "python3", "communication": "hpush://"}))

    def etls(self): return [each["id"] for each in self.call("GET", "/etl").json()]
    def view(self, name): return name in self.call("GET", "/etl/" + name).text
    def inline(self, b, o, name): return self.call("GET", self.object_path(b, o), params={"uuid": name}).content
    def offline(self, name, a, b): self.wait(self.act("POST", "/buckets/" + a, "etl-bck", {"id": name}, {"bck_to": "ais/@#/" + b + "/"}))
    def stop(self, name): self.call("POST", "/etl/" + name + "/stop")
    def start(self, name): self.call("POST", "/etl/" + name + "/start")
    def remove(self, name): self.call("DELETE", "/etl/" + name)


class First(Plain):
    """0.0.6, the release of the post on ImageNet."""

    def __init__(self, endpoint):
        super().__init__(endpoint)
        api = importlib.import_module("aistore.client.api")
        self.client = api.Client(endpoint)
        self.bck = api.Bck

    def proxies(self): return len(self.client.get_cluster_info()["pmap"])
    def get(self, b, o): return self.client.get_object(self.bck(b), o)
    def names(self, b): return [each["name"] for each in self.client.list_objects(self.bck(b))]
    def beginning(self, b, prefix): return [each["name"] for each in self.client.list_objects(self.bck(b), prefix)]
    def init(self, name, spec): check("id of the ETL", self.client.etl_init(named(spec, name)), name)
    def init_code(self, name):
        code, needs = encoded(CODE), encoded("")
        check("id of the ETL", self.client.etl_build(importlib.import_module("aistore.client.msg").BuildETL(code, needs, "hpush://", id=name)), name)

    def inline(self, b, o, name): return self.client.transform_object(self.bck(b), name, o)
    def offline(self, name, a, b): self.wait(self.client.transform_bucket(self.bck(a), self.bck(b), name))
    def remove(self, name): check("status of the stop", self.client.etl_stop(name).status_code, 200)  # what is stopped is gone


class Early(Plain):
    """1.0.3"""

    def __init__(self, endpoint):
        super().__init__(endpoint)
        self.client = importlib.import_module("aistore.client.api").Client(endpoint)

    def running(self): return self.client.cluster().is_aistore_running()
    def proxies(self): return len(self.client.cluster().get_info().pmap)
    def buckets(self): return [each.name for each in self.client.cluster().list_buckets()]
    def create(self, b): self.client.bucket(b).create()
    def properties(self, b): return json.loads(self.client.bucket(b).head()["ais-bucket-props"])["checksum"]["type"]
    def destroy(self, b): self.client.bucket(b).delete()
    def put(self, b, o, content): self.client.bucket(b).object(o).put(file_with(content))
    def size(self, b, o): return int(self.client.bucket(b).object(o).head()["content-length"])
    def get(self, b, o): return self.client.bucket(b).object(o).get().read_all()
    def names(self, b): return [each.name for each in self.client.bucket(b).list_all_objects()]
    def beginning(self, b, prefix): return [each.name for each in self.client.bucket(b).list_all_objects(prefix=prefix)]
    def page(self, b, size): return [each.name for each in self.client.bucket(b).list_objects(page_size=size).get_entries()]
    def missing(self, b): return error_of(lambda: self.client.bucket(b).list_objects())
    def delete(self, b, o): self.client.bucket(b).object(o).delete()
    def wait(self, job): self.client.xaction().wait_for_xaction_finished(xact_id=job)
    def copy(self, a, b): self.wait(self.client.bucket(a).copy(b))
    def rename(self, a, b): self.wait(self.client.bucket(a).rename(b))
    def start_job(self): self.wait(self.client.xaction().xact_start(xact_kind="lru"))
    def init(self, name, spec): self.client.etl().init_spec(template=spec, etl_id=name)
    def init_code(self, name): self.client.etl().init_code(code=upper, dependencies=[], etl_id=name)
    def etls(self): return [each.id for each in self.client.etl().list()]
    def view(self, name): return self.client.etl().view(etl_id=name).id == name
    def inline(self, b, o, name): return self.client.bucket(b).object(o).get(etl_id=name).read_all()
    def offline(self, name, a, b): self.wait(self.client.bucket(a).transform(etl_id=name, to_bck=b))
    def stop(self, name): self.client.etl().stop(etl_id=name)
    def start(self, name): self.client.etl().start(etl_id=name)
    def remove(self, name): self.client.etl().delete(etl_id=name)


class Later(Plain):
    """1.4.23 and later."""

    def __init__(self, endpoint):
        super().__init__(endpoint)
        authority = os.environ.get("SDK_CA_CERT")
        more = {"ca_cert": authority} if authority else {}
        self.client = importlib.import_module("aistore.sdk.client").Client(endpoint, **more)

    def running(self): return self.client.cluster().is_ready() if hasattr(self.client.cluster(), "is_ready") else self.client.cluster().is_aistore_running()
    def proxies(self): return len(self.client.cluster().get_info().pmap)
    def buckets(self): return [each.name for each in self.client.cluster().list_buckets()]
    def create(self, b): self.client.bucket(b).create(exist_ok=True)
    def properties(self, b): return json.loads(self.client.bucket(b).head()["ais-bucket-props"])["checksum"]["type"]
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
    def part(self, b, o, first, last): return self.reader(b, o, byte_range="bytes=%d-%d" % (first, last)).read_all()
    def names(self, b): return [each.name for each in self.client.bucket(b).list_all_objects()]
    def beginning(self, b, prefix): return [each.name for each in self.client.bucket(b).list_all_objects(prefix=prefix)]
    def page(self, b, size): return [each.name for each in self.client.bucket(b).list_objects(page_size=size).entries]
    def missing(self, b): return error_of(lambda: self.client.bucket(b).list_objects())
    def delete(self, b, o): self.client.bucket(b).object(o).delete()
    def delete_chosen(self, b, names): self.wait(self.client.bucket(b).objects(obj_names=names).delete())
    def wait(self, job): self.client.job(job).wait(timeout=60, verbose=False)
    def copy(self, a, b): self.wait(self.client.bucket(a).copy(self.client.bucket(b)))
    def rename(self, a, b): self.wait(self.client.bucket(a).rename(b))
    def start_job(self): self.wait(self.client.job(job_kind="lru").start())
    def jobs(self): return self.client.cluster().list_running_jobs() is not None and self.client.cluster().list_jobs_status() is not None
    def count(self, b): return int(self.client.bucket(b).summary()["obj_count"])

    def init(self, name, spec):
        etl = self.client.etl(name)
        if hasattr(etl, "init_spec"):
            etl.init_spec(template=spec)
        else:
            etl.init(image="aistore/transformer_md5:latest", command=[])

    def init_code(self, name):
        etl = self.client.etl(name)
        runtime = "python%d.%dv2" % sys.version_info[:2]
        return etl.init_code(transform=upper, runtime=runtime) if hasattr(etl, "init_code") else super().init_code(name)

    def etls(self):
        cluster = self.client.cluster()
        return [each.id for each in (getattr(cluster, "list_running_etls", None) or cluster.list_etls)()]

    def view(self, name): return self.client.etl(name).view() is not None

    def inline(self, b, o, name):
        try:
            config = importlib.import_module("aistore.sdk.etl.etl_config").ETLConfig(name)
        except ImportError:
            return self.reader(b, o, etl_name=name).read_all()
        return self.reader(b, o, etl=config).read_all()

    def offline(self, name, a, b): self.wait(self.client.bucket(a).transform(etl_name=name, to_bck=self.client.bucket(b)))
    def stop(self, name): self.client.etl(name).stop()
    def start(self, name): self.client.etl(name).start()
    def remove(self, name): self.client.etl(name).delete()


CODE = "def transform(input_bytes):\n    return input_bytes.upper()\n"


def upper(input_bytes):
    return input_bytes.upper()


def client(endpoint):
    for name, kind in (("aistore.sdk.client", Later), ("aistore.client.api", Early)):
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        return First(endpoint) if kind is Early and not hasattr(importlib.import_module(name).Client, "cluster") else kind(endpoint)
    raise SystemExit("no SDK is installed")


def check(what, found, expected):
    if found != expected:
        raise SystemExit("%s: found %r, expected %r" % (what, found, expected))


def error_of(call):
    try:
        return "no error, but %r" % call()
    except Exception as problem:
        return type(problem).__name__


def file_with(content):
    handle, path = tempfile.mkstemp()
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return path


def encoded(text):
    return base64.b64encode(text.encode("utf-8")).decode()


def named(spec, name):
    """The specification of an ETL whose id is the name of its Pod."""
    lines = spec.splitlines()
    at = [number for number, line in enumerate(lines) if line.startswith("  name:")][0]
    return "\n".join(lines[:at] + ["  name: " + name] + lines[at + 1:])


def text(name):
    return ("content of " + name).encode("utf-8")


def main(endpoint, spec, name):
    release = client(endpoint)

    def has(operation):
        if operation == "init_code" and isinstance(release, Later):
            return hasattr(release.client.etl(etl), "init_code")
        return getattr(type(release), operation) is not getattr(Plain, operation)

    def do(title, operation, *arguments, **expectation):
        found = getattr(release, operation)(*arguments)
        if "expected" in expectation:
            check(title, found, expectation["expected"])
        print(("+ " if has(operation) else "- ") + title)
        return found

    with open(spec) as file:
        spec = file.read()
    a, b, c, d, etl, code = (name + "-" + what for what in ("a", "b", "c", "d", "md5", "code"))
    objects = ["dir/x.txt", "o1.txt", "o2.txt", "o3.txt", "\u00fc \u00e4.txt"]

    do("is the cluster up", "running", expected=True)
    do("cluster map", "proxies", expected=2)
    do("create a bucket", "create", a)
    check("the bucket is among the buckets", a in do("list buckets", "buckets"), True)
    do("properties of a bucket", "properties", a, expected="xxhash")
    for each in objects[1:]:
        release.put(a, each, text(each))
    do("PUT", "put", a, objects[0], text(objects[0]))
    do("HEAD", "size", a, "o1.txt", expected=len(text("o1.txt")))
    for each in objects[1:]:
        check("GET " + each, release.get(a, each), text(each))
    do("GET", "get", a, objects[0], expected=text(objects[0]))
    do("GET of a range", "part", a, "o1.txt", 2, 5, expected=text("o1.txt")[2:6])
    do("list objects", "names", a, expected=objects)
    do("list by prefix", "beginning", a, "o", expected=objects[1:4])
    do("list by pages", "page", a, 2, expected=objects[:2])
    do("error of a missing bucket", "missing", "nowhere-at-all", expected="ErrBckNotFound")
    do("DELETE", "delete", a, "o2.txt")
    objects.remove("o2.txt")
    check("names after one was deleted", release.names(a), objects)

    release.create(b)
    do("copy a bucket", "copy", a, b)
    check("names in the copy", release.names(b), objects)
    do("rename a bucket", "rename", b, c)
    check("names in the renamed copy", release.names(c), objects)
    do("delete chosen objects", "delete_chosen", c, ["o1.txt", "o3.txt"])
    check("names after two were deleted", release.names(c), ["dir/x.txt", "\u00fc \u00e4.txt"])
    do("count a bucket", "count", a, expected=4)
    do("start a job", "start_job")
    do("list jobs", "jobs", expected=True)

    do("init an ETL from a specification, or an image", "init", etl, spec)
    check("the ETL is among the ETLs", etl in do("list ETLs", "etls"), True)
    do("view an ETL", "view", etl, expected=True)
    do("transform inline", "inline", a, "o1.txt", etl, expected=hashlib.md5(text("o1.txt")).hexdigest().encode())
    release.create(d)
    do("transform a bucket", "offline", etl, a, d)
    check("names of what was transformed", release.names(d), objects)
    do("stop an ETL", "stop", etl)
    do("start an ETL", "start", etl)
    release.stop(etl)
    do("delete an ETL", "remove", etl)
    check("the ETL is gone", etl in release.etls(), False)

    do("init an ETL from a function", "init_code", code)
    check("inline", release.inline(a, "o1.txt", code), text("o1.txt").upper())
    release.stop(code)
    release.remove(code)

    release.create(b)
    do("destroy a bucket", "destroy", b)
    check("the bucket is gone", b in release.buckets(), False)


if __name__ == "__main__":
    main(*sys.argv[1:])
