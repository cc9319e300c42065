"""`rules check`: reads edited tables as the program would, and says what is wrong with them."""

from __future__ import annotations

from pathlib import Path

from madiun_console.commands.voice import Voice
from madiun_console.domain.rulebook import RULEBOOK_FILES, RuleTableError, parse_rulebook
from madiun_console.domain.rulebook.read_kind_words import FILE as KIND_WORDS
from madiun_console.domain.rulebook.read_kind_words import read_kind_words
from madiun_console.errors import EnvironmentFault, ExitCode
from madiun_console.resources import table_text, table_text_in


def rules_check(folder: Path, voice: Voice) -> int:
    """Check the tables in a folder, with the program's own for those that are not there; names file, line and reason."""
    names = (*RULEBOOK_FILES, KIND_WORDS)
    own = [name for name in names if (folder / name).exists()]
    if not own:
        raise EnvironmentFault(
            "no_tables",
            f"Di {folder} tidak ada tabel aturan. Namanya seperti {names[0]}.",
            f"There is no table of rules in {folder}. They are named like {names[0]}.",
        )
    try:
        texts = {name: table_text_in(folder, name) if name in own else table_text(name) for name in names}
        rulebook = parse_rulebook(texts)
        read_kind_words(texts[KIND_WORDS], rulebook)
    except RuleTableError as fault:
        raise EnvironmentFault(
            "rule_table",
            f"{fault}. Perbaiki berkas di {folder}, lalu periksa lagi.",
            f"{fault}. Mend the file in {folder}, then check again.",
        ) from fault
    voice.say(
        f"Baik: {len(own)} tabel di {folder} dapat dipakai ({', '.join(own)}).",
        f"Fine: {len(own)} tables in {folder} can be used ({', '.join(own)}).",
    )
    return ExitCode.OK
