"""One photograph on standard input; on standard output a part of it, as a network is trained on: cropped, mirrored or not,
and with normalised colours, as a JPEG."""
import io
import math
import random
import sys
import zlib

import numpy as np
from PIL import Image

SIZE = 224
MEAN = np.array([0.485, 0.456, 0.406], dtype=np.float32)
STD = np.array([0.229, 0.224, 0.225], dtype=np.float32)

# A JPEG holds no negative numbers: the mean becomes this grey, and each standard deviation so many steps.
GREY, STEPS = 128, 48


def random_part(image, choice):
    """Left, upper, right and lower edge of 8 to 100 percent of the image, not much wider than high or higher than wide."""
    width, height = image.size
    for _ in range(10):
        area = width * height * choice.uniform(0.08, 1)
        ratio = math.exp(choice.uniform(math.log(3 / 4), math.log(4 / 3)))
        w, h = round(math.sqrt(area * ratio)), round(math.sqrt(area / ratio))
        if 0 < w <= width and 0 < h <= height:
            left, top = choice.randint(0, width - w), choice.randint(0, height - h)
            return left, top, left + w, top + h
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    return left, top, left + side, top + side


def normalise(image):
    pixels = (np.asarray(image, dtype=np.float32) / 255 - MEAN) / STD
    return Image.fromarray(np.clip(pixels * STEPS + GREY, 0, 255).round().astype(np.uint8))


def img_to_bytes(image):
    buffer = io.BytesIO()
    image.save(buffer, format="JPEG", quality=90)
    return buffer.getvalue()


def transform(input_bytes: bytes) -> bytes:
    image = Image.open(io.BytesIO(input_bytes)).convert("RGB")
    # The same photograph always gives the same part, so that anyone can check what the cluster made of it.
    choice = random.Random(zlib.crc32(input_bytes))
    image = image.resize((SIZE, SIZE), Image.BILINEAR, box=random_part(image, choice))
    if choice.random() < 0.5:
        image = image.transpose(Image.FLIP_LEFT_RIGHT)
    return img_to_bytes(normalise(image))


if __name__ == "__main__":
    sys.stdout.buffer.write(transform(sys.stdin.buffer.read()))
