"""The errors a person is told about, in both languages, each with the exit code the command line ends with.

Two families. `EnvironmentFault`: this computer does not let us (disk, key, store). `RequestRefused`: what a person
asked for cannot be done (`NotAllowed`, `InvalidInput`). Anything else that is raised is a bug of ours: it goes to the
log and the person gets `log.short_apology`.
"""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ExitCode(IntEnum):
    """What the process ends with; documented in the README, scripts rely on it."""

    OK = 0
    DAMAGE_FOUND = 1  # `verify` found a broken place
    USAGE = 2  # wrong arguments or invalid input
    NOT_ALLOWED = 3  # the role does not allow it, or the password is wrong
    STORE = 4  # the store or its key cannot be opened
    ENVIRONMENT = 5  # disk full, no permission, no display
    BUG = 70  # ours: EX_SOFTWARE of sysexits.h


class ConsoleError(Exception):
    """Something to tell a person: a stable id for programs, one sentence or two for people in each language."""

    exit_code: ExitCode = ExitCode.BUG

    def __init__(self, error_id: str, text_id: str, text_en: str) -> None:
        super().__init__(text_id)
        self.id = error_id
        self.text_id = text_id
        self.text_en = text_en

    def text(self, lang: str) -> str:
        """Return the text for `lang` ("id" or "en"; anything else gives Indonesian, the default language)."""
        return self.text_en if lang == "en" else self.text_id


class EnvironmentFault(ConsoleError):
    """This computer's fault: nothing is lost, somebody has to mend something outside the program."""

    exit_code = ExitCode.ENVIRONMENT


class RequestRefused(ConsoleError):
    """What a person asked for was refused, and nothing has changed."""

    exit_code = ExitCode.USAGE


class InvalidInput(RequestRefused):
    """A value that cannot be used; the text names the field and what would be right."""


class NotAllowed(RequestRefused):
    """The person's role, or a wrong password, does not allow it."""

    exit_code = ExitCode.NOT_ALLOWED


class DiskFull(EnvironmentFault):
    """Writing failed because the disk has no room."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "disk_full",
            f"Disk penuh: tidak dapat menulis ke {place}. Data yang sudah tersimpan aman. "
            "Kosongkan ruang disk, lalu ulangi.",
            f"The disk is full: cannot write to {place}. What was saved is safe. Free some space and try again.",
        )


class NoPermission(EnvironmentFault):
    """The folder or the file is read-only, or belongs to somebody else."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "no_permission",
            f"Tidak ada izin untuk membaca atau menulis {place}. "
            "Periksa izin berkas atau pilih folder lain dengan --data.",
            f"No permission to read or write {place}. "
            "Check the file's permissions or choose another folder with --data.",
        )


class DiskFailed(EnvironmentFault):
    """Any other refusal of the operating system to read or write."""

    def __init__(self, place: Path, reason_id: str, reason_en: str) -> None:
        super().__init__(
            "disk_failed",
            f"{place} tidak dapat dibaca atau ditulis: {reason_id}.",
            f"{place} cannot be read or written: {reason_en}.",
        )


class StoreFault(EnvironmentFault):
    """The store or its key cannot be opened."""

    exit_code = ExitCode.STORE


class StoreMissing(StoreFault):
    """There is no store in the data folder."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "store_missing",
            f"Belum ada data di {place}. Jalankan programnya untuk memulai, atau `madiun-console init`.",
            f"There is no data in {place} yet. Start the program to begin, or run `madiun-console init`.",
        )


class RestoreUnfinished(StoreFault):
    """A restore was cut off between setting the old store aside and putting the backup in its place."""

    def __init__(self, aside: Path) -> None:
        super().__init__(
            "restore_unfinished",
            f"Pemulihan cadangan terhenti di tengah jalan. Data sebelumnya utuh di {aside}. "
            "Pulihkan cadangan itu sekali lagi dengan `madiun-console restore BERKAS`; jangan memulai pusat baru.",
            f"A restore was cut off half-way. The data before it are intact in {aside}. "
            "Restore the backup once more with `madiun-console restore FILE`; do not begin a new center.",
        )


class StoreDamaged(StoreFault):
    """The store's file is truncated, overwritten or no store at all."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "store_damaged",
            f"Berkas data {place} rusak dan tidak dapat dibuka. Berkas itu tidak dihapus. "
            "Pulihkan cadangan terakhir dengan `madiun-console restore BERKAS`.",
            f"The data file {place} is damaged and cannot be opened. It has not been deleted. "
            "Restore the latest backup with `madiun-console restore FILE`.",
        )


class StoreNewer(StoreFault):
    """The store was written by a later version of the program."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "store_newer",
            f"Data di {place} dibuat oleh versi program yang lebih baru. Pasang versi terbaru; data tidak diubah.",
            f"The data in {place} was written by a newer version of the program. "
            "Install the latest version; nothing was changed.",
        )


class StoreInUse(StoreFault):
    """Another process has the store open."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "store_in_use",
            f"Data di {place} sedang dibuka oleh program lain. Tutup jendela Konsol Madiun yang lain, lalu ulangi.",
            f"The data in {place} is open in another program. Close the other Konsol Madiun window and try again.",
        )


class WrongKey(StoreFault):
    """There is a key, but it does not open this store."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "wrong_key",
            f"Kunci yang tersimpan tidak cocok dengan data di {place}. Buka dengan kode pemulihan, "
            "atau pulihkan cadangan yang sesuai.",
            f"The stored key does not fit the data in {place}. Open it with the recovery code, "
            "or restore the matching backup.",
        )


class KeyMissing(StoreFault):
    """The store's key is not where it was put: keyring emptied, folder copied from another computer."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "key_missing",
            f"Kunci untuk data di {place} tidak ditemukan di komputer ini. Data tetap utuh: "
            "buka dengan kode pemulihan yang dicetak saat pertama kali memulai.",
            f"The key for the data in {place} was not found on this computer. The data is intact: "
            "open it with the recovery code that was printed at the first start.",
        )


class KeyDamaged(StoreFault):
    """The key is there but is not 32 bytes in hexadecimal."""

    def __init__(self, place: str) -> None:
        super().__init__(
            "key_damaged",
            f"Kunci data di {place} rusak. Data tetap utuh: buka dengan kode pemulihan.",
            f"The key of the data in {place} is damaged. The data is intact: open it with the recovery code.",
        )


class KeyExposed(StoreFault):
    """Other accounts of this computer can read the key file, and we may not change that."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            "key_exposed",
            f"Berkas kunci {place} dapat dibaca pengguna lain dan izinnya tidak dapat diperbaiki. "
            f"Pemilik berkas harus menjalankan: chmod 600 {place}",
            f"The key file {place} is readable by other users and its permissions could not be mended. "
            f"Its owner must run: chmod 600 {place}",
        )


class KeyringSilent(StoreFault):
    """The key is in the operating system's keyring, which does not answer or stays locked."""

    def __init__(self) -> None:
        super().__init__(
            "keyring_silent",
            "Penyimpan kata sandi sistem (keyring) tidak menjawab atau masih terkunci. "
            "Buka kuncinya, lalu ulangi; atau buka data dengan kode pemulihan.",
            "The system's keyring does not answer or is still locked. "
            "Unlock it and try again, or open the data with the recovery code.",
        )


_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_REASONS = {
    errno.EISDIR: (
        "itu folder, bukan berkas; sebutkan nama berkas",
        "it is a folder, not a file; name a file",
    ),
    errno.ENOTDIR: (
        "bagian depannya bukan folder; periksa letaknya",
        "what stands before it is no folder; check the place",
    ),
    errno.ENOENT: (
        "foldernya tidak ada; buat dahulu atau periksa letaknya",
        "its folder does not exist; make it or check the place",
    ),
    errno.EEXIST: ("sudah ada; pilih nama lain", "it exists already; choose another name"),
    errno.EBUSY: ("sedang dipakai program lain; tutup dahulu", "another program uses it; close that first"),
    errno.ENAMETOOLONG: ("namanya terlalu panjang", "its name is too long"),
    errno.EIO: (
        "disk gagal membaca atau menulis; periksa disk",
        "the disk failed to read or write; check the disk",
    ),
    errno.EMFILE: (
        "terlalu banyak berkas terbuka; tutup program lain",
        "too many open files; close other programs",
    ),
}
"""What the system says in English only -> both languages, with what to do."""
_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_WINDOWS_DISK_FULL = frozenset({39, 112})  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL


def environment_fault(error: OSError, place: Path) -> EnvironmentFault:
    """Say in a person's words what the operating system refused at `place`."""
    if error.errno in _NO_ROOM or getattr(error, "winerror", None) in _WINDOWS_DISK_FULL:
        return DiskFull(place)
    if error.errno in _NO_RIGHT:
        return NoPermission(place)
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return DiskFailed(place, *known)
    said = error.strerror or type(error).__name__
    return DiskFailed(place, f"sistem menolaknya ({said})", said)
