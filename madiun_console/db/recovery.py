"""The recovery code: 125 random bits on paper that open the store's key when keyring or computer are lost.

`store.recovery` beside the store holds the 32-byte key, sealed with AES-256-GCM under a key that HKDF-SHA256 derives
from the code. The code is as random as a key, so no slow password function is needed.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from madiun_console.durable_file import write_durably
from madiun_console.errors import InvalidInput, NotAllowed, StoreFault, environment_fault

RECOVERY_FILE = "store.recovery"
UNCONFIRMED = "recovery_code_unconfirmed"
"""In `meta` from the making of a code that a window shows until somebody has said that it is kept."""
GROUPS = 5
GROUP_CHARS = 5
_CHARS = GROUPS * GROUP_CHARS
_BITS = 5 * _CHARS
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_READ_AS = str.maketrans("OIL", "011")
_FORMAT = 1
_PURPOSE = b"madiun-console store key v1"


def new_code() -> str:
    """A fresh code, as it is printed: "7K2QF-…", five groups of five."""
    number = secrets.randbits(_BITS)
    text = "".join(_ALPHABET[number >> (5 * place) & 31] for place in range(_CHARS))
    return "-".join(text[start : start + GROUP_CHARS] for start in range(0, _CHARS, GROUP_CHARS))


def read_code(typed: str) -> str:
    """The code behind what somebody typed: small letters, O for 0, I and L for 1, blanks and dashes do not matter.

    Raises InvalidInput when it cannot be a code.
    """
    text = "".join(char for char in typed.upper() if not char.isspace() and char not in "-_.–—").translate(
        _READ_AS
    )
    strange = sorted(set(text) - set(_ALPHABET))
    if len(text) != _CHARS or strange:
        raise InvalidInput(
            "recovery_code",
            f"Kode pemulihan terdiri atas {_CHARS} huruf dan angka ({GROUPS} kelompok); yang diberikan {len(text)}"
            + (f", dengan tanda yang tidak dipakai: {' '.join(strange)}." if strange else "."),
            f"A recovery code has {_CHARS} letters and digits ({GROUPS} groups); this one has {len(text)}"
            + (f", with signs that never occur: {' '.join(strange)}." if strange else "."),
        )
    return text


def wrap_key(key: bytes, code: str) -> bytes:
    """The content of `store.recovery` for a store's key and a code."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_derived(code, salt)).encrypt(nonce, key, _PURPOSE)
    content = {"format": _FORMAT, "salt": salt.hex(), "nonce": nonce.hex(), "key": sealed.hex()}
    return (json.dumps(content) + "\n").encode()


def unwrap_key(content: bytes, code: str) -> bytes:
    """The store's key. Raises NotAllowed for a wrong code and StoreFault when the file is damaged or newer."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    text = read_code(code)
    try:
        value = json.loads(content)
        salt, nonce, sealed = (bytes.fromhex(value[name]) for name in ("salt", "nonce", "key"))
        known = value["format"] == _FORMAT
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged() from error
    if not known or len(nonce) != 12:
        raise _damaged()
    try:
        return AESGCM(_derived(text, salt)).decrypt(nonce, sealed, _PURPOSE)
    except InvalidTag as error:
        raise NotAllowed(
            "recovery_code_wrong",
            "Kode pemulihan tidak cocok dengan data ini. Periksa kembali tiap kelompok, "
            "atau gunakan kode yang dicetak untuk pusat panggilan ini.",
            "The recovery code does not fit this data. Check each group again, "
            "or use the code that was printed for this center.",
        ) from error


def new_recovery_code(folder: Path, key: bytes) -> str:
    """Make a code that opens `key`, and write `store.recovery`; a code made before no longer opens this folder.

    Backups made earlier keep the file, and so the code, of their time.
    """
    code = new_code()
    write_durably(folder / RECOVERY_FILE, wrap_key(key, code))
    return code


def open_with_recovery(folder: Path, code: str) -> bytes:
    """The key of the store in `folder`; the caller keeps it with `credentials.save_key`."""
    path = folder / RECOVERY_FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreFault(
            "recovery_missing",
            f"Berkas {path} tidak ada, jadi kode pemulihan tidak dapat dipakai di sini. "
            "Pulihkan dari cadangan: di dalamnya ada berkas itu.",
            f"The file {path} is missing, so the recovery code cannot be used here. "
            "Restore a backup, which holds that file.",
        ) from error
    except OSError as error:
        raise environment_fault(error, path) from error
    return unwrap_key(content, code)


def _derived(code: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_PURPOSE).derive(read_code(code).encode())


def _damaged() -> StoreFault:
    return StoreFault(
        "recovery_damaged",
        "Berkas kode pemulihan (store.recovery) rusak. Pulihkan dari cadangan yang lebih lama.",
        "The file of the recovery code (store.recovery) is damaged. Restore an older backup.",
    )
