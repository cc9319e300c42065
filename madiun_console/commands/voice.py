"""How a command talks: one language, results to stdout, everything else to stderr."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from madiun_console.domain.unseen_signs import is_unseen
from madiun_console.errors import InvalidInput, environment_fault

_LONGEST_SECRET = 1000
"""Characters; so much is read of a file that was named by mistake, or of one without an end."""

REPLACED = "\N{REPLACEMENT CHARACTER}"


class Voice:
    """Says things in Bahasa Indonesia, or in English when that was asked for."""

    def __init__(self, lang: str, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.lang = lang
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._shown = -1

    def pick(self, text_id: str, text_en: str) -> str:
        """The text in this voice's language."""
        return text_en if self.lang == "en" else text_id

    def _line(self, stream: TextIO, line: str) -> None:
        try:
            stream.write(shown(line) + "\n")
            stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:  # it names no file, and the data folder is not to blame
            raise environment_fault(error, Path(self.pick("keluaran standar", "standard output"))) from error

    def say(self, text_id: str, text_en: str) -> None:
        """A line of the result."""
        self.end_progress()
        self._line(self._out, self.pick(text_id, text_en))

    def warn(self, text_id: str, text_en: str) -> None:
        """A line that is no result: an error, a hint."""
        self.end_progress()
        self._line(self._err, self.pick(text_id, text_en))

    def progress(self, done: int, total: int) -> None:
        """Show how far it is, in place, when somebody is watching."""
        percent = min(100, done * 100 // max(total, 1))
        if percent != self._shown and self._err.isatty():
            self._shown = percent
            self._err.write(f"\r{percent:3d} %")
            self._err.flush()

    def end_progress(self) -> None:
        """Clear the line of the progress."""
        if self._shown >= 0:
            self._shown = -1
            self._err.write("\r      \r")
            self._err.flush()


def read_secret(path: Path | None, option: str, *, lines: bool = False) -> str:
    """What a password file holds, without one newline at its end; with `lines` it may have several (a code to join).

    Raises InvalidInput or EnvironmentFault.
    """
    if path is None:
        raise InvalidInput("secret_file", f"{option} BERKAS diperlukan.", f"{option} FILE is needed.")
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_LONGEST_SECRET + 1)
    except FileNotFoundError as error:
        raise InvalidInput(
            "secret_file_missing",
            f"Berkas {path} ({option}) tidak ditemukan.",
            f"The file {path} ({option}) was not found.",
        ) from error
    except IsADirectoryError as error:
        raise InvalidInput(
            "secret_file_folder",
            f"{path} ({option}) adalah folder, bukan berkas.",
            f"{path} ({option}) is a folder, not a file.",
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            "secret_file_encoding",
            f"Berkas {path} ({option}) bukan teks UTF-8.",
            f"The file {path} ({option}) is not UTF-8 text.",
        ) from error
    except OSError as error:
        raise environment_fault(error, path) from error
    secret = text.removesuffix("\n")
    if lines:
        secret = " ".join(secret.split())
    if len(text) > _LONGEST_SECRET or any(ord(char) < ord(" ") and char != "\t" for char in secret):
        raise InvalidInput(
            "secret_file_lines",
            f"Berkas {path} ({option}) harus berisi satu baris teks biasa.",
            f"The file {path} ({option}) must hold one line of plain text.",
        )
    return secret


def shown(text: str) -> str:
    """A text as a terminal may get it: what would steer it or turn a line round is a replacement sign.

    Headers and cells of a foreign file are told here as they stand there.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(REPLACED if is_unseen(sign) and sign not in "\n\t" else sign for sign in text)
