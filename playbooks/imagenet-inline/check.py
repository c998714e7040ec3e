"""Compares pictures that the cluster has transformed with what the same code makes of the originals here.

python check.py CODE.py ORIGINALS TRANSFORMED: two pictures, or two folders with pictures of the same names.
"""
import importlib.util
import io
import os
import sys

sys.path.pop(0)  # the code.py there would stand before Python's own module of that name

import numpy as np
from PIL import Image

# Another build of the JPEG library may round otherwise: less than this, of 255, is no difference.
TOLERANCE = 2.0


def load(path):
    spec = importlib.util.spec_from_file_location("code_of_the_etl", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path):
    with open(path, "rb") as file:
        return file.read()


def names(folder):
    found = []
    for place, _, files in os.walk(folder, followlinks=True):
        found += [os.path.relpath(os.path.join(place, name), folder) for name in files if name.endswith(".jpg")]
    return sorted(found)


def difference(transform, original, transformed):
    """The mean difference between the transformed picture and what the code makes of the original here."""
    wanted = Image.open(io.BytesIO(transform(read(original))))
    found = Image.open(transformed)
    if (found.format, found.mode, found.size) != (wanted.format, wanted.mode, wanted.size):
        sys.exit("%s is %s %s %s, and not %s %s %s" % (
            transformed, found.format, found.mode, found.size, wanted.format, wanted.mode, wanted.size))
    return float(np.abs(np.asarray(found, np.float32) - np.asarray(wanted, np.float32)).mean())


def main(code, originals, transformed):
    transform = load(code).transform
    pairs = [(originals, transformed)]
    if os.path.isdir(originals):
        pairs = [(os.path.join(originals, name), os.path.join(transformed, name)) for name in names(originals)]
    worst = 0.0
    for original, picture in pairs:
        if not os.path.exists(picture):
            sys.exit("%s is missing" % picture)
        found = difference(transform, original, picture)
        if found > TOLERANCE:
            sys.exit("%s is not what %s makes of %s: the mean difference is %.2f of 255"
                     % (picture, code, original, found))
        worst = max(worst, found)
    size = Image.open(pairs[0][1]).size
    print("%d as here: JPEG, %dx%d, largest mean difference %.2f of 255" % (len(pairs), size[0], size[1], worst))


if __name__ == "__main__":
    main(*sys.argv[1:])
