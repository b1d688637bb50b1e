"""Checking pictures that come inside documents."""

import warnings
from io import BytesIO

from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from .blocks import Image
from .limits import IMAGE_TYPES, MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MB
from .problems import ImportProblem


def check_image(data: bytes, name: str, alt: str, place: int) -> Image:
    """The picture in `data` if its content is an allowed raster format within the limits.

    Only the header is decoded. Raises `ImportProblem`.
    """
    if len(data) > MAX_IMAGE_BYTES:
        raise ImportProblem(f"图片“{name}”超过 {MAX_IMAGE_BYTES // MB} MB，未导入，请压缩后重新插入")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(BytesIO(data), formats=list(IMAGE_TYPES)) as picture:
                kind, (width, height) = picture.format or "", picture.size
                if width * height <= MAX_IMAGE_PIXELS:
                    picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        raise ImportProblem(
            f"图片“{name}”已损坏或不是 PNG、JPEG、GIF、WEBP 格式，未导入，请另存后重新插入"
        ) from None
    if width * height > MAX_IMAGE_PIXELS:
        raise ImportProblem(f"图片“{name}”尺寸过大（{width}×{height} 像素），未导入，请缩小后重新插入")
    return Image(data, IMAGE_TYPES[kind], name, alt, width, height, place)
