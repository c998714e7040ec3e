"""python check.py OLD.tar NEW.tar: whether the new tar is what code.py makes of the old one, and a picture of each.

Leaves before.jpg and after.jpg, sheets with the first photographs of both.
"""
import importlib.util
import io
import os
import sys
import tarfile

FOLDER = sys.path.pop(0)  # the code.py in it would stand before Python's own module of that name

import numpy as np
from PIL import Image

# Another build of the JPEG library may round otherwise: less than this, of 255, is no difference.
TOLERANCE = 2.0
THUMBNAIL, COLUMNS, MOST = 160, 4, 8


def standardise():
    spec = importlib.util.spec_from_file_location("code_of_the_etl", os.path.join(FOLDER, "code.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.standardise


def members(path):
    with tarfile.open(path) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar if member.isfile()}


def pixels(jpeg):
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"), dtype=np.float32)


def sheet(pictures, path):
    rows = -(-len(pictures) // COLUMNS)
    page = Image.new("RGB", (COLUMNS * THUMBNAIL, rows * THUMBNAIL), "white")
    for number, jpeg in enumerate(pictures):
        picture = Image.open(io.BytesIO(jpeg)).convert("RGB")
        picture.thumbnail((THUMBNAIL - 8, THUMBNAIL - 8))
        page.paste(picture, (number % COLUMNS * THUMBNAIL + 4, number // COLUMNS * THUMBNAIL + 4))
    page.save(path, quality=85)


def main(old_path, new_path):
    old, new = members(old_path), members(new_path)
    if sorted(old) != sorted(new):
        sys.exit("the names differ: %s and %s" % (sorted(old), sorted(new)))
    photos = sorted(name for name in old if name.endswith(".jpg"))
    for name in sorted(set(old) - set(photos)):
        if old[name] != new[name]:
            sys.exit("%s has changed from %r to %r" % (name, old[name][:20], new[name][:20]))
    here = standardise()
    for name in photos:
        wanted, found = pixels(here(old[name])), pixels(new[name])
        if wanted.shape != found.shape or np.abs(wanted - found).mean() > TOLERANCE:
            sys.exit("%s of %s is not what code.py makes of it" % (name, new_path))
    sheet([old[name] for name in photos[:MOST]], "before.jpg")
    sheet([new[name] for name in photos[:MOST]], "after.jpg")
    print("%d photographs standardised, %d other files as they were" % (len(photos), len(old) - len(photos)))


if __name__ == "__main__":
    main(*sys.argv[1:])
