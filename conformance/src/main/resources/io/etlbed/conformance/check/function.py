"""Makes the MD5 of an object, unless its first line says otherwise. For Python 2 as well."""
import hashlib
import sys


def transform(input_bytes):
    words = input_bytes[:200].split(b"\n")[0].split(b" ")
    if words[0] == b"#raise":
        raise ValueError(words[1].decode("ascii"))
    if words[0] == b"#version":
        return sys.version.encode("ascii")
    return hashlib.md5(input_bytes).hexdigest().encode("ascii")
