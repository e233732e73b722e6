#!/usr/bin/env python3
"""Проверка пакета доказательств без сети: python3 verify.py [пакет.zip или папка] [--key отпечаток]
Checks an evidence pack off line: python3 verify.py [pack.zip or folder] [--key fingerprint]

Needs Python 3.9 and the package "cryptography" (pip install cryptography). Exit status 0: whole; 1: something is not as
it was; 2: not a pack. What is checked: every file by the signed manifest; the signature; of each ticket every row of the
journal by its place in the chain, and what was said by its row; the last link of each ticket by the head of its day, the
heads one by the other; the timestamp where there is one.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from kabinet.actions.evidence.stamps import stamp_of
from kabinet.actions.evidence.sums import (
    PARTS,
    Broken,
    canonical,
    digest,
    head_digest,
    leaf_digest,
    led_up,
    row_digest,
)

MANIFEST, SIGNATURE, STAMP, KEY = "manifest.json", "manifest.sig", "manifest.tsr", "public-key.pem"
BESIDE = (MANIFEST, SIGNATURE, STAMP)
# Signatures of people kept beside a pack; GOST's are checked by the programs that make them.
KEPT_BESIDE = (".p7s", ".sig", ".sgn")
Read = Callable[[str], bytes]


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
