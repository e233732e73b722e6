"""A regulation out of an uploaded file: one TOML file, or a zip of them. Hostile until proven otherwise."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from kabinet.regulation.pack.places import wrong
from kabinet.regulation.pack.texts import LARGEST, MOST_FILES, NAME, Source, bounded

LARGEST_UPLOAD = 2 * 2**20  # bytes of the file as it comes
ZIP = b"PK\x03\x04"
ENCRYPTED = 1
DAY = (2024, 1, 1, 0, 0, 0)  # the same content makes the same zip


def unpacked(name: str, raw: bytes) -> dict[str, str]:
    """The texts of the files by name; Wrong for anything that is no regulation's text."""
    if len(raw) > LARGEST_UPLOAD:
        raise wrong(_shown(name), "файл слишком велик", "the file is too large")
    files = _zipped(name, raw) if raw.startswith(ZIP) else {_single(name): raw}
    found = {each: _text(each, content) for each, content in files.items()}
    bounded(found)
    return found


def packed(source: Source) -> bytes:
    """A zip of the files, always the same for the same texts."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in sorted(source):
            archive.writestr(ZipInfo(name, DAY), source[name].encode())
    return made.getvalue()


def _zipped(name: str, raw: bytes) -> dict[str, bytes]:
    """Names without folders; what is unpacked is counted while it is read, whatever the zip says of itself."""
    found: dict[str, bytes] = {}
    left = LARGEST * 4  # bytes of that many characters
    try:
        with ZipFile(BytesIO(raw)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) > MOST_FILES:
                raise wrong(_shown(name), "файлов слишком много", "there are too many files")
            for member in members:
                inner = member.filename.replace("\\", "/").rpartition("/")[2]
                if not NAME.fullmatch(inner) or inner in found or member.flag_bits & ENCRYPTED:
                    raise wrong(
                        _shown(inner), "такого файла в регламенте не бывает", "a regulation has no such file"
                    )
                with archive.open(member) as content:
                    found[inner] = content.read(left + 1)
                left -= len(found[inner])
                if left < 0:
                    raise wrong(_shown(name), "текста слишком много", "there is too much text")
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        raise wrong(_shown(name), "архив не читается", "the archive cannot be read") from None
    return found


def _single(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2].lower()
    return last if NAME.fullmatch(last) else "regulation.toml"


def _text(name: str, content: bytes) -> str:
    if (nul := content.find(b"\0")) >= 0:
        line = content[:nul].count(b"\n") + 1
        raise wrong(
            f"{name}, {line}:1",
            "это не текст: в нём есть нулевой байт",
            "this is no text: it has a zero byte",
        )
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise wrong(f"{name}, {line}:1", "текст не в UTF-8", "the text is not UTF-8") from None


def _shown(name: str) -> str:
    return "".join(sign for sign in name[-60:] if sign.isprintable()) or "?"
