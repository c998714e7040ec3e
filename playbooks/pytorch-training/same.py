"""python same.py URL BUCKET VAL_ETL FOLDER LOADERS: the tensors of the validation loader are those made here, bit for bit."""
import importlib
import io
import os
import sys

import torch
from PIL import Image
from torchvision import transforms

from code_val import transform


def local(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".jpg"):
            with open(os.path.join(folder, name), "rb") as photograph, \
                    open(os.path.join(folder, name[:-3] + "cls")) as label:
                picture = Image.open(io.BytesIO(transform(photograph.read()))).convert("RGB")
                yield int(label.read()), transforms.ToTensor()(picture)


def main(url, bucket, etl, folder, loaders):
    # One worker: with more, an iterable data set gives its samples in another order.
    _, loader = importlib.import_module(loaders).loaders(url, bucket, etl, etl, 1, 1)
    expected = list(local(folder))
    found = [(labels[0].item(), pictures[0]) for labels, pictures in loader]
    if len(found) != len(expected):
        sys.exit("%d samples, and %d here" % (len(found), len(expected)))
    for number, ((label, picture), (other_label, other_picture)) in enumerate(zip(found, expected)):
        if label != other_label or not torch.equal(picture, other_picture):
            sys.exit("sample %d is not the one that is made here: its class is %d, and %d here"
                     % (number, label, other_label))
    print("%d tensors are the same" % len(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
