"""The loaders with the connectors of later releases: AISMapDataset for the training, AISIterDataset for the validation.

They give names and bytes, and send all that they read through the ETL: so photographs and classes are data sets of their own.
Classes are a few bytes, and a request for one costs as much as for a photograph: they are read once, and not in each epoch. An
answer that is an error is raised as one, without the name of the object.
"""
import io

import torch
from aistore.pytorch import AISIterDataset, AISMapDataset
from aistore.sdk import Client
from PIL import Image
from torchvision import transforms

to_tensor = transforms.ToTensor()


def picture(content):
    return to_tensor(Image.open(io.BytesIO(content)).convert("RGB"))


class Sources:
    """Photographs that have a class, and these, in the same order; says what is left out."""

    def __init__(self, url, bucket_name, prefix):
        bucket = Client(url).bucket(bucket_name)
        names = [entry.name for entry in bucket.list_all_objects(prefix=prefix)]
        samples = [name[:-4] for name in names if name.endswith(".jpg") and name[:-4] + ".cls" in set(names)]
        whole = {sample + ending for sample in samples for ending in (".jpg", ".cls")}
        for name in names:
            if name not in whole:
                print("left out, for want of a class or a photograph: %s" % name)
        self.photographs = bucket.objects(obj_names=[sample + ".jpg" for sample in samples])
        classes = bucket.objects(obj_names=[sample + ".cls" for sample in samples])
        self.labels = {name[:-4] + ".jpg": int(label) for name, label in AISIterDataset(classes)}


def sample(labels, name, content):
    try:
        return labels[name], picture(content)
    except Exception as problem:
        raise ValueError("%s: %s" % (name, problem))


class Pairs(torch.utils.data.Dataset):
    """Class and photograph, by number."""

    def __init__(self, sources, etl):
        self.labels, self.names = sources.labels, list(sources.labels)
        self.photographs = AISMapDataset(sources.photographs, etl_name=etl)

    def __len__(self):
        return len(self.names)

    def __getitem__(self, index):
        try:
            name, content = self.photographs[index]
        except Exception as problem:
            raise ValueError("%s: %s" % (self.names[index], problem))
        return sample(self.labels, name, content)


class PairsInOrder(torch.utils.data.IterableDataset):
    """Class and photograph, one after the other."""

    def __init__(self, sources, etl):
        self.labels = sources.labels
        self.photographs = AISIterDataset(sources.photographs, etl_name=etl)

    def __iter__(self):
        for name, content in self.photographs:
            yield sample(self.labels, name, content)


def dataset(url, bucket, prefix, etl):
    return Pairs(Sources(url, bucket, prefix), etl)


def loaders(url, bucket, train_etl, val_etl, batch_size, workers):
    train_loader = torch.utils.data.DataLoader(
        dataset(url, bucket, "train/", train_etl),
        batch_size=batch_size, shuffle=True, num_workers=workers)
    val_loader = torch.utils.data.DataLoader(
        PairsInOrder(Sources(url, bucket, "val/"), val_etl),
        batch_size=batch_size, num_workers=workers)
    return train_loader, val_loader
