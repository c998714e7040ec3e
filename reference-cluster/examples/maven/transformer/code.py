"""A photograph, no more than 224 pixels wide."""
import io

from PIL import Image


def transform(input_bytes: bytes) -> bytes:
    image = Image.open(io.BytesIO(input_bytes))
    image.thumbnail((224, 224))
    result = io.BytesIO()
    image.save(result, "JPEG")
    return result.getvalue()
