"""A picture is made anew: turned as it was meant, small, and nothing in it but pixels."""

import io

import pytest
from PIL import Image

from kabinet.preview.picture import SIDES, Undrawable, made_anew
from tests.preview import made


def anew(content: bytes, size: str = "small") -> Image.Image:
    into = io.BytesIO()
    made_anew(io.BytesIO(content), size, into)
    assert into.getvalue()[:4] == b"RIFF"
    return Image.open(into, formats=("WEBP",))


def test_what_the_camera_and_the_sender_wrote_is_gone_and_the_picture_stands_upright() -> None:
    content = made.photo()
    assert content.count(made.PLACE) == 3
    code, said = made.by_process("small", content)
    assert (code, said[:4], made.PLACE in said, b"EXIF" in said) == (0, b"RIFF", False, False)
    shown = Image.open(io.BytesIO(said))
    assert shown.size == (160, 240)
    red = shown.convert("RGB").getpixel((80, 20))
    assert isinstance(red, tuple)
    assert red[0] > 200 > 60 > red[1], "what was its left side is its upper one"


@pytest.mark.parametrize("size", SIDES)
def test_it_fits_its_side_and_a_small_one_is_not_blown_up(size: str) -> None:
    assert max(anew(made.photo(3000, 2000, 1), size).size) == max(SIDES[size])
    assert anew(made.picture("PNG"), size).size == (40, 30)


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("GIF", "P"),
        ("WEBP", "RGBA"),
        ("JPEG", "CMYK"),
    ],
)
def test_every_form_of_a_picture_is_drawn(form: str, mode: str) -> None:
    assert anew(made.picture(form, mode)).size == (40, 30)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload=alert(1)>",
        made.photo()[:300],
        made.picture("BMP"),
        made.picture("TIFF"),
    ],
    ids=["nothing", "svg", "cut", "bmp", "tiff"],
)
def test_what_is_no_picture_of_ours_is_not_drawn(content: bytes) -> None:
    with pytest.raises(Undrawable):
        anew(content)


def test_nor_is_one_of_too_many_pixels_before_the_first_is_decoded() -> None:
    with pytest.raises(Undrawable, match="pixels"):
        anew(made.huge())


def test_the_process_ends_at_its_bound_of_memory_and_nothing_comes_out() -> None:
    """Twenty-five million pixels are one megabyte here and a hundred decoded."""
    into = io.BytesIO()
    Image.new("P", (5000, 5000)).save(into, "PNG", transparency=0, compress_level=1)
    assert made.by_process("small", into.getvalue())[0] == 0
    assert made.by_process("small", into.getvalue(), MEMORY=130 * 2**20) == (3, b"")
