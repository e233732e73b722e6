"""Letters as the world sends them, and as nobody should: name -> bytes, and what must be read of each.

`sender`, `subject`, `own`, `files` (names) and `readable` are asked for where they are given.
"""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote


class Odd(NamedTuple):
    """One letter and what it says."""

    raw: bytes
    read: Mapping[str, Any]


def plain(head: str, body: bytes = b"Body", charset: str = "utf-8", encoding: str = "8bit") -> bytes:
    """A letter of one text part; `head` has the other headers."""
    lines = f"{head}\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    return lines.encode() + body


def parts(*inner: bytes, kind: str = "mixed", head: str = "From: a@x.example") -> bytes:
    """A letter of several."""
    begin = f'{head}\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="b"\n\n'.encode()
    return begin + b"".join(b"--b\n" + each + b"\n" for each in inner) + b"--b--\n"


def part(head: str, body: bytes) -> bytes:
    return head.encode() + b"\n\n" + body


TEXT = part("Content-Type: text/plain; charset=utf-8", "Привет".encode())
FILE = "Content-Type: application/octet-stream"
RU = "Не запускается сервер"


def word(charset: str, text: str) -> str:
    """An encoded word (RFC 2047)."""
    return f"=?{charset}?B?{b64encode(text.encode(charset)).decode()}?="


FROM = "From: Иванов <a@x.example>"
ODD: Mapping[str, Odd] = {
    "nothing at all": Odd(b"", {"sender": "", "own": "", "files": []}),
    "one zero byte": Odd(b"\0", {"sender": ""}),
    "no empty line": Odd(b"From: a@x.example", {"sender": "a@x.example", "own": ""}),
    "no headers": Odd(b"\n\nJust a body\n", {"sender": "", "own": "Just a body"}),
    "koi8-r": Odd(
        plain(
            f"From: {word('koi8-r', 'Иванов')} <a@x.example>\nSubject: {word('koi8-r', RU)}",
            RU.encode("koi8-r"),
            "koi8-r",
        ),
        {"sender": "a@x.example", "subject": RU, "own": RU},
    ),
    "windows-1251": Odd(
        plain(f"Subject: {word('windows-1251', RU)}", RU.encode("cp1251"), "windows-1251"),
        {"subject": RU, "own": RU},
    ),
    "cp1251 under a name of its own": Odd(
        plain("From: a@x.example", RU.encode("cp1251"), "win-1251"), {"own": RU}
    ),
    "koi8-r that says nothing of itself": Odd(
        plain("Subject: x", "сервер не запускается после обновления".encode("koi8-r"), "us-ascii"),
        {"own": "сервер не запускается после обновления"},
    ),
    "windows-1251 that says it is utf-8": Odd(plain("Subject: x", RU.encode("cp1251"), "utf-8"), {"own": RU}),
    "cp866": Odd(plain("Subject: x", RU.encode("cp866"), "cp866"), {"own": RU}),
    "utf-16": Odd(plain("Subject: x", b64encode(RU.encode("utf-16")), "utf-16", "base64"), {"own": RU}),
    "a charset that is none": Odd(plain("Subject: x", RU.encode(), "x-unknown-charset"), {"own": RU}),
    "a charset of no text": Odd(plain("Subject: x", b"abc", "zlib"), {"own": "abc"}),
    "a charset that takes for ever": Odd(plain("Subject: x", b"a-" * 50_000, "punycode"), {}),
    "a charset that runs escapes": Odd(plain("Subject: x", rb"\x41", "unicode_escape"), {"own": r"\x41"}),
    "a charset as a folder": Odd(plain("Subject: x", b"abc", '"../../etc/passwd"'), {"own": "abc"}),
    "broken quoted-printable": Odd(
        plain("Subject: x", b"=D0=9F=D1=8=80=ZZ ok=", "utf-8", "quoted-printable"), {}
    ),
    "broken base64": Odd(plain("Subject: x", b"0J/RgNC40LLQtdG*\x00%%%", "utf-8", "base64"), {}),
    "an encoding that is none": Odd(plain("Subject: x", b"abc", "utf-8", "x-rot13"), {"own": "abc"}),
    "uuencoded": Odd(plain("Subject: x", b"begin 644 f\n#86)C\n`\nend\n", "utf-8", "x-uuencode"), {}),
    "broken uuencode": Odd(plain("Subject: x", b"begin 644 f\n\xff\xff\xff", "utf-8", "uuencode"), {}),
    "eight bits in the subject": Odd(plain("Subject: Сбой сервера"), {"subject": "Сбой сервера"}),
    "eight bits of windows in the subject": Odd(
        b"Subject: " + "Сбой сервера".encode("cp1251") + b"\n\nx", {"subject": "Сбой сервера"}
    ),
    "an encoded word that is broken": Odd(plain("Subject: =?utf-8?B?0J/R=?= tail"), {}),
    "an encoded word of no charset": Odd(plain("Subject: =?evil?B?YWJj?="), {"subject": "abc"}),
    "a header in a header": Odd(
        plain("Subject: =?utf-8?B?YQ0KQmNjOiB4QHkueg==?="), {"subject": "a Bcc: x@y.z"}
    ),
    "a zero in the subject": Odd(plain("Subject: a\0b"), {"subject": "a b"}),
    "the text turned round in the subject": Odd(plain("Subject: =?utf-8?B?4oCuZ3Bq?="), {"subject": "gpj"}),
    "a subject of a megabyte": Odd(plain("Subject: " + "x" * 1_000_000), {"own": "Body"}),
    "a folded subject": Odd(plain("Subject: one\n two\n\tthree"), {"subject": "one two three"}),
    "ten thousand headers": Odd(plain("\n".join(f"X-{n}: {n}" for n in range(10_000))), {"own": "Body"}),
    "no sender": Odd(plain("From:"), {"sender": ""}),
    "a sender that is no address": Odd(plain("From: Иванов Иван"), {"sender": ""}),
    "two senders in one header": Odd(plain("From: a@x.example, b@x.example"), {"sender": ""}),
    "two headers of senders": Odd(plain("From: a@x.example\nFrom: b@x.example"), {"sender": ""}),
    "an address as a name": Odd(plain('From: "boss@zmk.example" <a@x.example>'), {"sender": "a@x.example"}),
    "an address in capitals": Odd(plain("From: A@X.Example"), {"sender": "a@x.example"}),
    "a group for a sender": Odd(plain("From: undisclosed-recipients:;"), {"sender": ""}),
    "a comment beside the sender": Odd(
        plain("From: a@x.example (Ivan (the) Great)"), {"sender": "a@x.example"}
    ),
    "a sender of ten thousand brackets": Odd(plain("From: " + "(" * 10_000 + "a@x.example"), {}),
    "an empty body": Odd(plain("From: a@x.example", b""), {"own": "", "sender": "a@x.example"}),
    "html alone": Odd(
        part(
            "From: a@x.example\nContent-Type: text/html; charset=utf-8",
            "<p>Раз</p><p>Два<br>Три</p>".encode(),
        ),
        {"own": "Раз\n\nДва\nТри"},
    ),
    "html that acts": Odd(
        part(
            "From: a@x.example\nContent-Type: text/html",
            b"<script>x()</script><style>p{}</style>ok<img onerror=x>",
        ),
        {"own": "ok"},
    ),
    "html that is broken": Odd(
        part("From: a@x.example\nContent-Type: text/html", b"<p><b>one<div>two</p></i><<>>&#0;&#xd800;&amp"),
        {},
    ),
    "html ten thousand deep": Odd(part("Content-Type: text/html", b"<div>" * 10_000 + b"deep"), {}),
    "html of five megabytes": Odd(part("Content-Type: text/html", b"<p>word</p>" * 450_000), {}),
    "a link in html": Odd(
        part(
            "Content-Type: text/html",
            b'<a href="https://a.example/x">here</a> <a href="javascript:x()">no</a>',
        ),
        {"own": "here (https://a.example/x) no"},
    ),
    "text and html of the same": Odd(
        parts(TEXT, part("Content-Type: text/html", b"<b>no</b>"), kind="alternative"),
        {"own": "Привет", "files": []},
    ),
    "an empty text beside html": Odd(
        parts(
            part("Content-Type: text/plain", b" \n"),
            part("Content-Type: text/html", b"<b>yes</b>"),
            kind="alternative",
        ),
        {"own": "yes"},
    ),
    "a picture within html": Odd(
        parts(
            TEXT,
            part("Content-Type: image/png\nContent-ID: <1>\nContent-Disposition: inline", b"png"),
            kind="related",
        ),
        {"own": "Привет", "files": [""]},
    ),
    "a file named as RFC 2231 has it": Odd(
        parts(
            TEXT,
            part(f"{FILE}\nContent-Disposition: attachment; filename*=utf-8''{quote('журнал.txt')}", b"x"),
        ),
        {"files": ["журнал.txt"]},
    ),
    "a name in pieces": Odd(
        parts(
            TEXT,
            part(
                f"{FILE}\nContent-Disposition: attachment; "
                f"filename*0*=utf-8''{quote('жур')}; filename*1*={quote('нал.txt')}",
                b"x",
            ),
        ),
        {"files": ["журнал.txt"]},
    ),
    "a name in koi8-r": Odd(
        parts(
            TEXT,
            part(
                f"{FILE}\nContent-Disposition: attachment; filename*=koi8-r''{quote('журнал'.encode('koi8-r'))}",
                b"x",
            ),
        ),
        {"files": ["журнал"]},
    ),
    "a name as an encoded word": Odd(
        parts(
            TEXT, part(f'{FILE}; name="{word("utf-8", "отчёт.xlsx")}"\nContent-Disposition: attachment', b"x")
        ),
        {"files": ["отчёт.xlsx"]},
    ),
    "a name of a charset that is none": Odd(
        parts(TEXT, part(f"{FILE}\nContent-Disposition: attachment; filename*=evil''%FF%FE", b"x")),
        {"own": "Привет"},
    ),
    "a name as a folder": Odd(
        parts(TEXT, part(f'{FILE}\nContent-Disposition: attachment; filename="../../etc/passwd"', b"x")),
        {"own": "Привет"},
    ),
    "a file without a name": Odd(
        parts(TEXT, part(f"{FILE}\nContent-Disposition: attachment", b"x")), {"files": [""]}
    ),
    "winmail.dat": Odd(
        parts(TEXT, part("Content-Type: application/ms-tnef", b"\x78\x9f\x3e\x22")),
        {"files": ["winmail.dat"]},
    ),
    "a letter in the letter": Odd(
        parts(TEXT, part("Content-Type: message/rfc822", b"From: b@x.example\nSubject: inner\n\ninner")),
        {"own": "Привет", "sender": "a@x.example", "files": ["letter.eml"]},
    ),
    "an invitation": Odd(
        parts(TEXT, part("Content-Type: text/calendar; method=REQUEST", b"BEGIN:VCALENDAR")),
        {"files": ["invite.ics"]},
    ),
    "a text that is a file": Odd(
        parts(
            TEXT, part('Content-Type: text/plain; name="log.txt"\nContent-Disposition: attachment', b"log")
        ),
        {"own": "Привет", "files": ["log.txt"]},
    ),
    "no boundary": Odd(b"Content-Type: multipart/mixed\n\n--b\n\nx\n--b--", {}),
    "a boundary that never comes": Odd(b'Content-Type: multipart/mixed; boundary="z"\n\n--b\n\nx', {}),
    "an empty boundary": Odd(b'Content-Type: multipart/mixed; boundary=""\n\n--\n\nx\n----', {}),
    "a boundary that does not end": Odd(parts(TEXT)[:-6], {"own": "Привет"}),
    "parts without end": Odd(parts(*([TEXT] * 1_000)), {}),
    "a hundred nested parts": Odd(
        b"".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n'.encode() for n in range(100))
        + b"\n\ndeep",
        {"readable": False},
    ),
    "two thousand nested parts": Odd(
        b"".join(
            f'Content-Type:\n multipart/mixed; boundary="{n}"\n\n--{n}\n'.encode() for n in range(2_000)
        ),
        {"readable": False},
    ),
    "letters within letters": Odd(b"Content-Type: message/rfc822\n\n" * 3_000, {"readable": False}),
    "a type of ten megabytes": Odd(
        b"Content-Type: text/plain" + b"; a=b" * 2_000_000 + b"\n\nx", {"readable": False}
    ),
    "a type of folded lines": Odd(
        b"Content-Type: text/plain" + b";\n a=b" * 100_000 + b"\n\nx", {"readable": False}
    ),
    "a type of no sense": Odd(b"Content-Type: ;;;===///\n\nx", {"own": "x"}),
    "lone carriage returns": Odd(b"From: a@x.example\rSubject: x\r\rbody\rmore", {}),
    "a mark of a mailbox file": Odd(b"From a@x.example Sat Nov 28\nFrom: a@x.example\n\nx", {"own": "x"}),
    "a day of 2099": Odd(plain("Date: Fri, 31 Dec 2099 25:61:61 +9999"), {"own": "Body"}),
    "halves of signs": Odd(plain("Subject: x", b"\xed\xa0\x80 ok"), {}),
    "utf-7": Odd(plain("Subject: x", b"+2AA-x", "utf-7"), {}),
}
