"""Trains a small network on photographs that the cluster transforms, and judges it by others.

python train.py URL BUCKET TRAIN_ETL VAL_ETL --loaders post|later
"""
import argparse
import importlib
import time

import torch
from torch import nn

CLASSES = 1000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("bucket")
    parser.add_argument("train_etl")
    parser.add_argument("val_etl")
    parser.add_argument("--loaders", default="post")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch-size", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--margin", type=float, default=0.3, help="by how much it must beat guessing")
    return parser.parse_args()


def network():
    def block(inputs, outputs):
        return [nn.Conv2d(inputs, outputs, 3, stride=2, padding=1), nn.BatchNorm2d(outputs), nn.ReLU()]

    return nn.Sequential(
        *block(3, 16), *block(16, 32), *block(32, 64), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(256, CLASSES))


def train(model, loader, optimiser):
    """Mean loss, and photographs per second."""
    model.train()
    began, losses, count = time.monotonic(), 0.0, 0
    for labels, pictures in loader:
        loss = nn.functional.cross_entropy(model(pictures), labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses += loss.item() * len(labels)
        count += len(labels)
    return losses / count, count / (time.monotonic() - began)


def validate(model, loader):
    """Mean loss, accuracy, and the accuracy of always guessing the most frequent class."""
    model.eval()
    losses, right, all_labels = 0.0, 0, []
    with torch.no_grad():
        for labels, pictures in loader:
            outputs = model(pictures)
            losses += nn.functional.cross_entropy(outputs, labels, reduction="sum").item()
            right += (outputs.argmax(1) == labels).sum().item()
            all_labels += labels.tolist()
    count = len(all_labels)
    return losses / count, right / count, max(all_labels.count(label) for label in set(all_labels)) / count


def main():
    given = arguments()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    train_loader, val_loader = importlib.import_module(given.loaders).loaders(
        given.url, given.bucket, given.train_etl, given.val_etl, given.batch_size, given.workers)
    model = network()
    optimiser = torch.optim.Adam(model.parameters(), lr=given.rate)
    for epoch in range(1, given.epochs + 1):
        loss, rate = train(model, train_loader, optimiser)
        print("epoch %d: training loss %.3f, %.0f photographs/s" % (epoch, loss, rate), flush=True)
    loss, accuracy, chance = validate(model, val_loader)
    print("validation: loss %.3f, accuracy %.2f, guessing the most frequent class %.2f" % (loss, accuracy, chance))
    if accuracy < chance + given.margin:
        raise SystemExit("it does not beat guessing by %.2f" % given.margin)
    print("it beats guessing by more than %.2f" % given.margin)


if __name__ == "__main__":
    main()
