"""python loop.py CODE FOLDER ENDING PROCESSES PART PARTS: how many files per second CODE's transform() does in so many
processes; of the files only the PARTth, the one PARTS behind it, and so on."""
import importlib.util
import multiprocessing
import os
import sys
import time

transform = None


def load(path):
    global transform
    spec = importlib.util.spec_from_file_location("code_of_the_etl", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    transform = module.transform


def one(path):
    with open(path, "rb") as file:
        return len(transform(file.read()))


def main(code, folder, ending, processes, part, parts):
    files = []
    for place, _, names in os.walk(folder):
        files += [os.path.join(place, name) for name in names if name.endswith(ending)]
    files = sorted(files)[int(part)::int(parts)]
    with multiprocessing.Pool(int(processes), load, (code,)) as pool:
        pool.map(one, files[:2 * int(processes)], 1)  # the imports are made now
        began = time.monotonic()
        sizes = pool.map(one, files, 1)
        print("%.2f" % (len(sizes) / (time.monotonic() - began)))


if __name__ == "__main__":
    sys.path.pop(0)
    main(*sys.argv[1:])
