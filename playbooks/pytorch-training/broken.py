"""python broken.py URL BUCKET ETL LOADERS: what the loaders say of objects under broken/ that cannot be used."""
import importlib
import sys


def main(url, bucket, etl, loaders):
    dataset = importlib.import_module(loaders).dataset(url, bucket, "broken/", etl)
    for number in range(len(dataset)):
        try:
            dataset[number]
        except ValueError as problem:
            lines = str(problem).strip().splitlines()
            print(lines[0] if len(lines) == 1 else "%s … %s" % (lines[0], lines[-1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
