"""What a photograph tells besides its picture: where and with what it was taken, and by whom."""

from io import BytesIO

from PIL import ExifTags, Image, UnidentifiedImageError

from ..rules.finding import Kind, Severity
from .content import CLEANABLE, FileContent, Notice, Unreadable
from .limits import MAX_PIXELS

_PROPERTIES = {
    ExifTags.Base.Artist: "作者",
    ExifTags.Base.Copyright: "版权",
    ExifTags.Base.Make: "设备",
    ExifTags.Base.Model: "型号",
    ExifTags.Base.DateTime: "拍摄时间",
}
_TEXT_KEYS = ("Author", "Comment", "Description", "comment")


def open_image(data: bytes) -> Image.Image:
    """A picture of bounded size. Raises Unreadable."""
    try:
        picture = Image.open(BytesIO(data))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Unreadable("图片已损坏或不是图片文件，请重新导出后再上传") from None
    if picture.width * picture.height > MAX_PIXELS:
        raise Unreadable("图片尺寸过大，请缩小后再上传")
    return picture


def read_image(data: bytes) -> FileContent:
    """EXIF, position and text chunks. Raises Unreadable."""
    picture = open_image(data)
    content = FileContent()
    exif = picture.getexif()
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        content.notices.append(
            Notice(Kind.LOCATION, Severity.MUST_FIX, "照片带有拍摄地点的经纬度", CLEANABLE, "图片属性")
        )
    told = {name: str(exif.get(tag, "")).strip("\x00 ") for tag, name in _PROPERTIES.items()}
    for key in _TEXT_KEYS:
        value = picture.info.get(key, "")
        told[key] = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    content.properties(told)
    return content
