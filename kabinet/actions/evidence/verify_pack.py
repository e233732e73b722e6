#!/usr/bin/env python3
"""Проверка пакета доказательств без сети: python3 verify.py [пакет.zip или папка] [--key отпечаток]
Checks an evidence pack off line: python3 verify.py [pack.zip or folder] [--key fingerprint]

Needs Python 3.9 and the package "cryptography" (pip install cryptography). Exit status 0: whole; 1: something is not as
it was; 2: not a pack. What is checked: every file by the signed manifest; the signature; of each ticket every row of the
journal by its place in the chain, and what was said by its row; the last link of each ticket by the head of its day, the
heads one by the other; the timestamp where there is one.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

# What a row of the journal says, in this order.
PARTS = (
    "id", "ticket", "leg", "client", "partner", "kind", "side", "audience", "actor", "actor_name", "actor_organisation",
    "system", "occurred_at", "recorded_at", "clause", "status", "message", "data", "said",
)  # fmt: skip
MANIFEST, SIGNATURE, STAMP, KEY = "manifest.json", "manifest.sig", "manifest.tsr", "public-key.pem"
BESIDE = (MANIFEST, SIGNATURE, STAMP)
# Signatures of people kept beside a pack; GOST's are checked by the programs that make them.
KEPT_BESIDE = (".p7s", ".sig", ".sgn")
Read = Callable[[str], bytes]


class Broken(Exception):
    """Something is not as it was when the pack was made."""


def digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value: object) -> bytes:
    """JSON of texts, whole numbers, lists and tables with Latin keys as RFC 8785 has it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def row_digest(parts: Sequence[str | None], salt: bytes) -> bytes:
    """Of one row: each part with its length in bytes, "5:hello,", "-," where there is nothing."""
    said = (b"-," if part is None else b"%d:%s," % (len(part.encode()), part.encode()) for part in parts)
    return digest(salt, *said)


def leaf_digest(ticket: int, nth: int, link: bytes) -> bytes:
    return digest(b"\0", f"{ticket}:{nth}:".encode(), link)


def level_above(nodes: Sequence[bytes]) -> list[bytes]:
    """Two by two; the last one of an odd number goes up as it is."""
    pairs = [digest(b"\1", nodes[at], nodes[at + 1]) for at in range(0, len(nodes) - 1, 2)]
    return pairs + ([nodes[-1]] if len(nodes) % 2 else [])


def root_of(leaves: Sequence[bytes]) -> bytes:
    nodes = list(leaves)
    while len(nodes) > 1:
        nodes = level_above(nodes)
    return nodes[0] if nodes else digest(b"")


def path_of(leaves: Sequence[bytes], place: int) -> list[tuple[str, str]]:
    """From the leaf to the root: on which side the neighbour stands, and its digest."""
    nodes, found = list(leaves), []
    while len(nodes) > 1:
        beside = place ^ 1
        if beside < len(nodes):
            found.append(("left" if beside < place else "right", nodes[beside].hex()))
        nodes, place = level_above(nodes), place // 2
    return found


def led_up(leaf: bytes, path: Iterable[Sequence[str]]) -> bytes:
    """The root to which a path leads."""
    for side, beside in path:
        other = bytes.fromhex(beside)
        leaf = digest(b"\1", other, leaf) if side == "left" else digest(b"\1", leaf, other)
    return leaf


def head_digest(former: bytes, day: str, count: int, root: bytes) -> bytes:
    return digest(former, f"{day}:{count}:".encode(), root)


# What a timestamp authority signs (RFC 3161) is DER.
class Part(NamedTuple):
    tag: int
    content: bytes
    whole: bytes


def der(data: bytes) -> list[Part]:
    """The parts that stand one after another in `data`; Broken where it is no DER."""
    found, at = [], 0
    while at < len(data):
        begun, tag, length = at, data[at], data[at + 1] if at + 1 < len(data) else 0
        at += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[at : at + size], "big")
            at += size
        if at + length > len(data):
            raise Broken("метка времени повреждена / the timestamp is cut")
        found.append(Part(tag, data[at : at + length], data[begun : at + length]))
        at += length
    return found


class Stamp(NamedTuple):
    """When, whose certificate, and the number that was asked with."""

    when: str
    subject: str
    nonce: int | None


HASHES: dict[bytes, hashes.HashAlgorithm] = {
    bytes.fromhex("608648016503040201"): hashes.SHA256(),
    bytes.fromhex("608648016503040202"): hashes.SHA384(),
    bytes.fromhex("608648016503040203"): hashes.SHA512(),
}
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
# By which attribute the certificate is named, the newer way first, and by which sum.
SIGNED_WITH = (bytes.fromhex("2a864886f70d010910022f"), bytes.fromhex("2a864886f70d010910020c"))
BY_LENGTH = {20: "sha1", 32: "sha256", 48: "sha384", 64: "sha512"}
SHA256 = bytes.fromhex("608648016503040201")


def stamp_of(answer: bytes, imprint: bytes) -> Stamp:
    """The timestamp of `imprint` (a sha256), with its signature checked by the certificate in it; Broken for any other.

    Whether that certificate is to be trusted is another question: openssl ts -verify -CAfile … answers it.
    """
    try:
        return _stamp(answer, imprint)
    except (
        LookupError,
        ValueError,
        TypeError,
        StopIteration,
        x509.ExtensionNotFound,
        UnsupportedAlgorithm,
    ) as failed:
        raise Broken(f"метка времени не читается / the timestamp cannot be read ({failed})") from None


def _stamp(answer: bytes, imprint: bytes) -> Stamp:
    status, *token = der(der(answer)[0].content)
    if der(status.content)[0].content not in (b"\0", b"\1") or not token:
        raise Broken("служба отказала в метке времени / the authority gave no timestamp")
    signed = der(der(der(token[0].content)[1].content)[0].content)
    told = der(der(signed[2].content)[1].content)[0].content
    facts = der(der(told)[0].content)
    algorithm, stamped = der(facts[2].content)
    if der(algorithm.content)[0].content != SHA256 or stamped.content != imprint:
        raise Broken("метка времени поставлена на другие данные / the timestamp is of something else")
    certificate = _signed_by(signed, told)
    nonce = next((int.from_bytes(each.content, "big") for each in facts[5:] if each.tag == 0x02), None)
    return Stamp(facts[4].content.decode("ascii"), certificate.subject.rfc4514_string(), nonce)


def _signed_by(signed: Sequence[Part], told: bytes) -> x509.Certificate:
    signer = der(der(signed[-1].content)[0].content)
    sid, algorithm, attributes = signer[1], der(signer[2].content)[0].content, signer[3]
    signature = next(each.content for each in signer[4:] if each.tag == 0x04)
    number = int.from_bytes(der(sid.content)[-1].content, "big")
    known = [
        x509.load_der_x509_certificate(each.whole) for each in der(signed[3].content) if signed[3].tag == 0xA0
    ]
    certificate = next((each for each in known if each.serial_number == number), None)
    hashed = HASHES.get(algorithm)
    if certificate is None or hashed is None or attributes.tag != 0xA0:
        raise Broken("метку времени нечем проверить / nothing to check the timestamp by")
    found = {der(each.content)[0].content: der(each.content)[1].content for each in der(attributes.content)}
    whole = hashlib.new(hashed.name, told).digest()
    if der(found[MESSAGE_DIGEST])[0].content != whole or not _named(certificate, found):
        raise Broken("метка времени изменена / the timestamp was changed")
    _verify(certificate, signature, b"\x31" + attributes.whole[1:], hashed)
    return certificate


def _named(certificate: x509.Certificate, attributes: dict[bytes, bytes]) -> bool:
    """Whether what was signed names this very certificate (RFC 5816)."""
    said = next(attributes[each] for each in SIGNED_WITH if each in attributes)
    first = der(der(der(der(said)[0].content)[0].content)[0].content)
    known = next(each.content for each in first if each.tag == 0x04)
    whole = certificate.public_bytes(serialization.Encoding.DER)
    return hashlib.new(BY_LENGTH[len(known)], whole).digest() == known


def _verify(
    certificate: x509.Certificate, signature: bytes, said: bytes, hashed: hashes.HashAlgorithm
) -> None:
    usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    key = certificate.public_key()
    try:
        if x509.oid.ExtendedKeyUsageOID.TIME_STAMPING not in usage:
            raise InvalidSignature
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, said, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, said, ec.ECDSA(hashed))
        else:
            raise InvalidSignature
    except InvalidSignature:
        raise Broken("подпись метки времени неверна / the timestamp's signature is wrong") from None


def fingerprint(pem: bytes) -> str:
    """sha256 of the key's 32 bytes."""
    return digest(_key(pem).public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)).hex()


def _key(pem: bytes) -> ed25519.Ed25519PublicKey:
    key = serialization.load_pem_public_key(pem)
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise Broken("ключ не Ed25519 / not a key of Ed25519")
    return key


def faults(names: Sequence[str], read: Read) -> Iterator[str]:
    """A sentence for everything that is not as it was."""
    manifest, pem = read(MANIFEST), read(KEY)
    said = json.loads(manifest)
    if canonical(said) != manifest:
        yield f"{MANIFEST}: запись не каноническая / not canonical"
    try:
        _key(pem).verify(read(SIGNATURE), manifest)
    except InvalidSignature:
        yield f"{SIGNATURE}: подпись неверна / the signature is wrong"
    listed = {each["path"]: each for each in said["files"]}
    yield from _listed_faults(listed, names, read)
    if said["timestamp"] != (STAMP in names):
        yield f"{STAMP}: метки времени нет или она лишняя / missing, or not expected"
    elif STAMP in names:
        yield from _caught(lambda: _stamp_faults(read))
    for code, known in said["regulations"].items():
        texts = sorted(name for name in listed if name.startswith(f"regulation/{code}/"))
        if digest(*(read(name) for name in texts if name in names)).hex() != known:
            yield f"regulation/{code}: не тот текст регламента / not this regulation"
    yield from _caught(lambda: heads_faults(json.loads(read("heads.json"))))
    for number in said["tickets"]:
        yield from _caught(lambda: ticket_faults(number, read))  # noqa: B023  looked at once


def _listed_faults(listed: dict[str, Any], names: Sequence[str], read: Read) -> Iterator[str]:
    for name in sorted({*listed} - {*names}):
        yield f"{name}: файла нет / the file is missing"
    for name in sorted({*names} - {*listed} - {*BESIDE}):
        if not name.endswith(KEPT_BESIDE) or "/" in name:
            yield f"{name}: этого файла не было / the file was not there"
    if len(set(names)) != len(names):
        yield "имя повторяется / a name stands twice"
    for name in sorted({*listed} & {*names}):
        content = read(name)
        if len(content) != listed[name]["size"] or digest(content).hex() != listed[name]["sha256"]:
            yield f"{name}: содержимое изменено / the content was changed"


def _stamp_faults(read: Read) -> Iterator[str]:
    stamp_of(read(STAMP), digest(read(MANIFEST)))
    yield from ()


def _caught(look: Callable[[], Iterable[str]]) -> list[str]:
    """What a look finds; that it could not be looked is found as well."""
    try:
        return list(look())
    except (Broken, KeyError, ValueError, TypeError, IndexError) as failed:
        return [f"не читается / cannot be read: {type(failed).__name__}: {failed}"]


def heads_faults(heads: Sequence[dict[str, Any]]) -> Iterator[str]:
    former = None
    for head in heads:
        if former is not None and head["former"] != former:
            yield f"heads.json: {head['day']}: не продолжает предыдущий день / does not follow the day before"
        root, begun = bytes.fromhex(head["root"]), bytes.fromhex(head["former"])
        if head_digest(begun, head["day"], head["count"], root).hex() != head["head"]:
            yield f"heads.json: {head['day']}: изменено / changed"
        former = head["head"]


def ticket_faults(number: str, read: Read) -> Iterator[str]:
    """The chain of one ticket, what was said in it, and where its day's head knows it."""
    place = f"tickets/{number}"
    rows = [json.loads(line) for line in read(f"{place}/journal.jsonl").splitlines()]
    proof = json.loads(read(f"{place}/head.json"))
    words = {
        str(each["id"]): each["text"]
        for each in map(json.loads, read(f"{place}/messages.jsonl").splitlines())
    }
    former, links = b"", {}
    for nth, row in enumerate(rows, 1):
        where = f"{number}, строка / row {row['nth']}"
        if row["nth"] != nth:
            yield f"{where}: строки пропущены или переставлены / rows are missing or in another order"
        yield from (f"{where}: {fault}" for fault in row_faults(row, proof["ticket"], words))
        former = links[row["nth"]] = digest(former, bytes.fromhex(row["digest"]))
        if former.hex() != row["link"]:
            yield f"{where}: не продолжает предыдущую / does not follow the one before"
            former = bytes.fromhex(row["link"])
    if proof["day"] is None:
        return
    heads = {each["day"]: each for each in json.loads(read("heads.json"))}
    link = links.get(proof["nth"])
    if link is None:
        yield f"{number}: строк меньше, чем было {proof['day']} / fewer rows than on that day"
        return
    root = led_up(leaf_digest(proof["ticket"], proof["nth"], link), proof["path"])
    if root.hex() != heads[proof["day"]]["root"]:
        yield f"{number}: не то, что было {proof['day']} / not what it was on that day"


def row_faults(row: dict[str, Any], ticket: int, words: dict[str, str]) -> Iterator[str]:
    """A row whose words the reader may not see has its digest alone."""
    said = row.get("said")
    if said is None:
        return
    parts = [said[name] for name in PARTS]
    if row_digest(parts, bytes.fromhex(row["salt"])).hex() != row["digest"]:
        yield "изменена / changed"
    if said["ticket"] != str(ticket):
        yield "из другого обращения / of another ticket"
    text = words.get(said["message"]) if said["message"] is not None else None
    if text is not None and digest(text.encode()).hex() != said["said"]:
        yield "сообщение изменено / the message was changed"


def opened(path: Path) -> tuple[list[str], Read]:
    """The names in a pack, and how one is read."""
    if path.is_dir():
        found = [each.relative_to(path).as_posix() for each in sorted(path.rglob("*")) if each.is_file()]
        return found, lambda name: (path / name).read_bytes()
    archive = zipfile.ZipFile(path)
    return archive.namelist(), archive.read


def main(given: Sequence[str]) -> int:
    wanted = list(given)
    key = wanted.pop(wanted.index("--key") + 1) if "--key" in wanted[:-1] else ""
    places = [each for each in wanted if each != "--key"]
    try:
        names, read = opened(Path(places[0]) if places else Path(__file__).parent)
        found = list(faults(names, read))
        mark = fingerprint(read(KEY))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, Broken) as failed:
        print(f"Это не целый пакет / not a whole pack: {type(failed).__name__}: {failed}")
        return 2
    if key and key.lower().replace(":", "") != mark:
        found.append(f"{KEY}: это другой ключ / another key")
    for fault in found:
        print(f"- {fault}")
    print("ПАКЕТ НЕ СХОДИТСЯ / NOT AS IT WAS" if found else "Всё сходится / Everything is as it was")
    for line in about(names, read, mark):
        print(line)
    return 1 if found else 0


def about(names: Sequence[str], read: Read, mark: str) -> Iterator[str]:
    """What whoever checked should know beside."""
    said: dict[str, Any] = json.loads(read(MANIFEST))
    yield f"{said['title']}; {said['made_at']}; {len(said['files'])} файлов / files"
    yield f"Ключ / key: {mark}: сверьте с кабинетом / compare it with the desk's own page"
    if STAMP in names:
        try:
            stamp = stamp_of(read(STAMP), digest(read(MANIFEST)))
            yield f"Метка времени / timestamp: {stamp.when}, {stamp.subject}"
        except Broken:
            pass
    else:
        yield "Метки времени нет / no timestamp"
    for name in names:
        if name.endswith(KEPT_BESIDE) and name not in BESIDE:
            yield f"{name}: приложена, здесь не проверялась / kept beside, not checked here"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
