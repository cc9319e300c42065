"""The one-time code that lets a desk join: what the desk must know of its server, as text that can be typed or pasted.

The fields go into bytes (version, each text with its length, CRC-32), the bytes into Crockford's base32, whose letters
cannot be mistaken for digits, and the letters into groups of six: five letters and one that checks them, so that a
typing error is told with the group it is in.
"""

from __future__ import annotations

import ipaddress
import zlib
from dataclasses import dataclass

from madiun_console.errors import InvalidInput

_VERSION = 1
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OILU", "011V")
_GROUP = 5
_LINE = 5
_PRIME = 31  # below the 32 letters, so that every check has a letter


@dataclass(frozen=True, slots=True)
class EnrolCode:
    """Where the server is, how to know it, and who the desk is there."""

    host: str  # several, separated by commas, where a standby may take over
    port: int
    database: str
    ca_sha256: str  # of the authority's certificate (DER), hexadecimal; empty: no TLS, on this computer only
    center: str  # hash of its founding fact, hexadecimal; empty if the server had none when it was printed
    login: str
    secret: str  # good for one connection, which replaces it
    desk: str  # letter
    feed: str  # id in agencies.toml; empty for a desk of the call center
    expires: int  # seconds since 1970

    def expired(self, now_s: float) -> bool:
        """Whether the server takes it no more."""
        return now_s >= self.expires

    def encode(self) -> str:
        """Lines of five groups, to be printed. Raises ValueError on what no server can have."""
        _check(self)
        letters = _to_letters(_packed(self))
        groups = [_with_check(number, letters[at : at + _GROUP]) for number, at in _places(len(letters))]
        lines = [groups[at : at + _LINE] for at in range(0, len(groups), _LINE)]
        return "\n".join("-".join(line) for line in lines)


def decode(text: str) -> EnrolCode:
    """Read a code, however its groups are separated. Raises InvalidInput that says which group is wrong."""
    letters = _letters_of(text)
    groups = [letters[at : at + _GROUP + 1] for at in range(0, len(letters), _GROUP + 1)]
    wrong = [number for number, group in enumerate(groups) if group != _with_check(number, group[:-1])]
    if not groups or len(wrong) * 2 > len(groups) or len(groups) < 6:
        raise InvalidInput(
            "enrol_code_none",
            "Ini bukan kode gabung. Salin seluruh kode yang dicetak `madiun-console server enrol`.",
            "This is no code to join. Copy the whole code that `madiun-console server enrol` printed.",
        )
    if wrong:
        _refuse_groups(wrong, groups)
    return _unpacked(_from_letters("".join(group[:-1] for group in groups)))


def _refuse_groups(wrong: list[int], groups: list[str]) -> None:
    named = ", ".join(f"{number + 1} ({groups[number]})" for number in wrong[:3])
    raise InvalidInput(
        "enrol_code_typo",
        f"Ada salah ketik di kelompok ke-{named}. Bandingkan dengan kode yang dicetak.",
        f"There is a typing error in group {named}. Compare it with the printed code.",
    )


def _check(code: EnrolCode) -> None:
    if not code.host or not code.database or not code.login or not code.secret:
        raise ValueError("host, database, login and secret must not be empty")
    if not 0 < code.port < 65_536 or not 0 <= code.expires < 1 << 40:
        raise ValueError("port or expires out of range")
    if not code.ca_sha256 and not _on_this_computer(code.host):
        raise ValueError("without a certificate authority a server must be on this computer")


def _on_this_computer(hosts: str) -> bool:
    return all(host == "localhost" or _is_loopback(host) for host in hosts.split(","))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


# ---------------------------------------------------------------- bytes


def _packed(code: EnrolCode) -> bytes:
    parts = (
        code.host.encode(),
        code.port.to_bytes(2),
        code.database.encode(),
        _digest(code.ca_sha256),
        _digest(code.center),
        code.login.encode(),
        code.secret.encode(),
        code.desk.encode(),
        code.feed.encode(),
        code.expires.to_bytes(5),
    )
    if any(len(part) > 255 for part in parts):
        raise ValueError("a field is longer than 255 bytes")
    body = bytes([_VERSION]) + b"".join(bytes([len(part)]) + part for part in parts)
    return body + zlib.crc32(body).to_bytes(4)


def _digest(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) not in {0, 32}:
        raise ValueError("a SHA-256 has 64 hexadecimal digits")
    return found


def _unpacked(data: bytes) -> EnrolCode:
    if data[:1] != bytes([_VERSION]):
        raise InvalidInput(
            "enrol_code_version",
            "Kode gabung ini dari versi program lain. Pasang versi yang sama dengan di server, atau minta kode baru.",
            "This code is of another version of the program. Install the server's version, or ask for a new code.",
        )
    parts: list[bytes] = []
    at = 1
    while at < len(data) and len(parts) < 10:
        end = at + 1 + data[at]
        parts.append(data[at + 1 : end])
        at = end
    body, crc = data[:at], data[at : at + 4]
    if len(parts) < 10 or crc != zlib.crc32(body).to_bytes(4):
        raise InvalidInput(
            "enrol_code_incomplete",
            "Kode gabung ini tidak utuh: ada baris atau kelompok yang kurang, lebih, atau salah ketik.",
            "This code is not complete: a line or a group is missing, doubled or mistyped.",
        )
    host, port, database, authority, center, login, secret, desk, feed, expires = parts
    try:
        code = EnrolCode(
            host.decode(), int.from_bytes(port), database.decode(), authority.hex(), center.hex(), login.decode(),
            secret.decode(), desk.decode(), feed.decode(), int.from_bytes(expires),
        )  # fmt: skip
        _check(code)
    except ValueError as error:
        raise InvalidInput(
            "enrol_code_unsafe",
            f"Kode gabung ini tidak dapat dipakai ({error}). Minta kode baru.",
            f"This code cannot be used ({error}). Ask for a new one.",
        ) from error
    return code


# ---------------------------------------------------------------- letters


def _places(length: int) -> enumerate[int]:
    return enumerate(range(0, length, _GROUP))


def _with_check(number: int, letters: str) -> str:
    """The group with its check at the end: one wrong letter, two swapped ones, or swapped groups do not pass."""
    total = 7 * number + sum((place + 2) * _LETTERS.index(letter) for place, letter in enumerate(letters))
    return letters + _LETTERS[total % _PRIME]


def _letters_of(text: str) -> str:
    """The letters of a code without what separates them; anything else in it stands for a wrong letter."""
    plain = text.upper().translate(_MISREAD)
    return "".join(letter for letter in plain if letter in _LETTERS)


def _to_letters(data: bytes) -> str:
    """Five bits a letter; filled up with zeros to a whole group."""
    count = -(-len(data) * 8 // (5 * _GROUP)) * _GROUP
    number = int.from_bytes(data) << (count * 5 - len(data) * 8)
    return "".join(_LETTERS[(number >> (5 * place)) & 31] for place in reversed(range(count)))


def _from_letters(letters: str) -> bytes:
    number = 0
    for letter in letters:
        number = number << 5 | _LETTERS.index(letter)
    length = len(letters) * 5 // 8
    return (number >> (len(letters) * 5 - length * 8)).to_bytes(length)
