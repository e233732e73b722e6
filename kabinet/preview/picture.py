"""A picture made anew: decoded, turned as its camera meant it, made small, encoded without anything but its pixels.

Nothing of the file itself comes out: no EXIF, no place, no comment, no profile, nothing behind its end.
"""

from typing import IO, Final

from PIL import Image

# What may be decoded; of Pillow's other formats none is even tried.
FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
PIXELS: Final = 50_000_000
SIDES: Final = {"small": (320, 240), "large": (2560, 2560)}
QUALITY: Final = {"small": 75, "large": 85}
DRAWN: Final = ("RGB", "RGBA", "L")
ORIENTATION: Final = 0x0112
TURNS: Final = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}


class Undrawable(Exception):
    """No picture, a damaged one, or one of more pixels than are decoded."""


def made_anew(file: IO[bytes], size: str, into: IO[bytes]) -> None:
    """Writes WebP; `size` is a key of SIDES. Of a moving picture the first frame. Raises Undrawable."""
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > PIXELS:
                raise Undrawable("more pixels than are decoded")
            _shrunk(picture, size).save(into, "WEBP", quality=QUALITY[size], method=4)
    except Undrawable:
        raise
    # Of Pillow's decoders any of these and more: whatever it is, there is no picture.
    except Exception as wrong:
        raise Undrawable(type(wrong).__name__) from wrong


def _shrunk(picture: Image.Image, size: str) -> Image.Image:
    turned = picture.getexif().get(ORIENTATION, 1)
    most = SIDES[size][::-1] if turned in (5, 6, 7, 8) else SIDES[size]
    picture.draft("RGB", most)  # a JPEG is decoded at an eighth of its size where that is enough
    picture.load()
    clear = picture.mode in ("LA", "PA", "La", "RGBa") or "transparency" in picture.info
    # A copy of fifty million pixels is made where it has to be.
    plain = picture if picture.mode in DRAWN else picture.convert("RGBA" if clear else "RGB")
    plain.thumbnail(most, Image.Resampling.LANCZOS, reducing_gap=2.0)
    for turn in TURNS.get(turned, ()):
        plain = plain.transpose(turn)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare
