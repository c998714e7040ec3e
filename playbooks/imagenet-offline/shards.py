"""python shards.py DATA SHARDS COUNT: packs photographs and their classes into so many tars."""
import os
import sys
import tarfile


def files(folder):
    found = []
    for place, _, names in os.walk(folder, followlinks=True):
        found += [os.path.relpath(os.path.join(place, name), folder) for name in names]
    return sorted(found)


def main(data, shards, count):
    os.makedirs(shards, exist_ok=True)
    all_files = files(data)
    # A photograph and its class belong together.
    samples = sorted({os.path.splitext(name)[0] for name in all_files})
    place = {sample: number % int(count) for number, sample in enumerate(samples)}
    for number in range(int(count)):
        with tarfile.open(os.path.join(shards, "shard-%02d.tar" % number), "w") as tar:
            for name in all_files:
                if place[os.path.splitext(name)[0]] == number:
                    tar.add(os.path.realpath(os.path.join(data, name)), arcname=name)
    print("%d files in %s tars" % (len(all_files), count))


if __name__ == "__main__":
    main(*sys.argv[1:])
