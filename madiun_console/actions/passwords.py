"""Passwords as Argon2id verifiers (RFC 9106), checked without telling which part was wrong."""

from __future__ import annotations

from madiun_console.errors import InvalidInput

SHORTEST = 6


def verifier_of(password: str, *, demo: bool = False) -> str:
    """An Argon2id string for a new password; raises InvalidInput when it is too short (a demo may have any)."""
    if len(password) < SHORTEST and not demo:
        raise InvalidInput(
            "password_short",
            f"Kata sandi terlalu pendek: paling sedikit {SHORTEST} karakter.",
            f"The password is too short: at least {SHORTEST} characters.",
        )
    from argon2 import PasswordHasher

    return PasswordHasher().hash(_typed(password))


def matches(verifier: str | None, password: str) -> bool:
    """Whether the password fits; a missing verifier fits nothing."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return verifier is not None and PasswordHasher().verify(verifier, _typed(password))
    except (VerificationError, InvalidHashError):
        return False


def _typed(password: str) -> bytes:
    """The bytes of what was typed; a lone surrogate, half of an emoji, is no reason to fail."""
    return password.encode("utf-8", "surrogatepass")
