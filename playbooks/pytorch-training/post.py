"""The loaders as the post has them, with the class that it introduces."""
import aistore.pytorch
import torch
from aistore.client import Bck

from policy import complete, named


def dataset(url, bucket, prefix, etl):
    return complete(aistore.pytorch.Dataset(
        url,
        Bck(bucket),
        prefix=prefix,
        loader=named,
        transform_id=etl,
        transform_filter=lambda object_name: object_name.endswith(".jpg"),
    ))


def loaders(url, bucket, train_etl, val_etl, batch_size, workers):
    train_loader = torch.utils.data.DataLoader(
        dataset(url, bucket, "train/", train_etl),
        batch_size=batch_size, shuffle=True, num_workers=workers)
    val_loader = torch.utils.data.DataLoader(
        dataset(url, bucket, "val/", val_etl),
        batch_size=batch_size, shuffle=False, num_workers=workers)
    return train_loader, val_loader
