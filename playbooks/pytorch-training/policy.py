"""What becomes of objects that cannot be used: an error that names the object, and samples that lack a part are left out.

The class of the post hands to its loader whatever the cluster answers, an error message too. So the loader is the place to
say what is wrong, and with which object.
"""
import json

from aistore.pytorch.dataset import default_loader


def named(object_name, data):
    """The usual loader, whose errors name the object, and tell what the cluster said of it."""
    try:
        return default_loader(object_name, data)
    except Exception as problem:
        raise ValueError("%s: %s" % (object_name, message(data) or problem))


def message(data):
    """What an error of the cluster says, or nothing if this is none."""
    try:
        return json.loads(data.decode()).get("message")
    except (ValueError, AttributeError):
        return None


def complete(dataset):
    """The data set without what has no class, or no photograph; says which those are."""
    whole, rest = [], []
    for names in dataset.samples:
        (whole if sorted(name[-4:] for name in names) == [".cls", ".jpg"] else rest).append(names)
    for names in rest:
        print("left out, for want of a class or a photograph: %s" % ", ".join(names))
    dataset.samples = whole
    return dataset
