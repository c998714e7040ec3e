"""The same without a cluster: files of this machine, which the loader transforms. FOLDER stands in place of the URL."""
import os

import torch
from aistore.pytorch.dataset import default_loader

from code_train import transform as for_training
from code_val import transform as for_validation


class Files(torch.utils.data.Dataset):

    def __init__(self, folder, transform):
        self.samples = sorted(os.path.join(folder, name[:-4]) for name in os.listdir(folder) if name.endswith(".jpg"))
        self.transform = transform

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        with open(self.samples[index] + ".jpg", "rb") as photograph, open(self.samples[index] + ".cls") as label:
            return int(label.read()), default_loader("photograph.jpg", self.transform(photograph.read()))


def loaders(folder, bucket, train_etl, val_etl, batch_size, workers):
    train_loader = torch.utils.data.DataLoader(
        Files(os.path.join(folder, "train"), for_training), batch_size=batch_size, shuffle=True, num_workers=workers)
    val_loader = torch.utils.data.DataLoader(
        Files(os.path.join(folder, "val"), for_validation), batch_size=batch_size, num_workers=workers)
    return train_loader, val_loader
