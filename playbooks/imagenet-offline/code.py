"""A tar with photographs becomes a tar with the same names, in which every photograph is standardised."""
import io
import tarfile

import numpy as np
from PIL import Image

SHORTER, SIZE = 256, 224

# What a pixel of average brightness becomes, and how many steps away from it a standard deviation is.
GREY, STEPS = 128, 48


def standardise(jpeg: bytes) -> bytes:
    """The middle of the photograph in a size that is the same for all, each colour with the same mean and deviation."""
    image = Image.open(io.BytesIO(jpeg)).convert("RGB")
    scale = SHORTER / min(image.size)
    image = image.resize([max(SHORTER, round(side * scale)) for side in image.size], Image.BILINEAR)
    left, top = (image.width - SIZE) // 2, (image.height - SIZE) // 2
    pixels = np.asarray(image.crop((left, top, left + SIZE, top + SIZE)), dtype=np.float32)
    deviation = np.maximum(pixels.std(axis=(0, 1)), 1)
    pixels = (pixels - pixels.mean(axis=(0, 1))) / deviation * STEPS + GREY
    buffer = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).round().astype(np.uint8)).save(buffer, format="JPEG", quality=90)
    return buffer.getvalue()


def transform(input_bytes: bytes) -> bytes:
    output = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(input_bytes)) as old, tarfile.open(fileobj=output, mode="w") as new:
        for member in old:
            if not member.isfile():
                continue
            content = old.extractfile(member).read()
            if member.name.endswith(".jpg"):
                try:
                    content = standardise(content)
                except Exception as problem:
                    raise ValueError("%s: %s" % (member.name, problem))
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return output.getvalue()
