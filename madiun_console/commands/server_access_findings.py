"""What `server check` says of who gets in: rules of pg_hba.conf, logins, and rights in the database."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import LiteralString

from madiun_console.commands.findings import Finding, fine, mend, note
from madiun_console.sync.connecting import Connection

_GROUPS = ("madiun_desk", "madiun_person", "madiun_admin")


def access_findings(connection: Connection) -> Iterator[Finding]:
    """Rules, logins and rights."""
    yield from _rules(connection)
    yield from _logins(connection)
    yield from _rights(connection)


def _rules(connection: Connection) -> Iterator[Finding]:
    bad = 0
    for line, kind, databases, users, address, method, error in connection.execute(
        "SELECT line_number, type, database, user_name, address, auth_method, error FROM pg_hba_file_rules ORDER BY 1"
    ):
        for text_id, text_en in _wrong_with(
            kind, databases or [], users or [], address or "", method or "", error
        ):
            bad += 1
            yield mend(
                f"pg_hba.conf baris {line}: {text_id}.",
                f"pg_hba.conf line {line}: {text_en}.",
                "Perbaiki menurut docs/server.md, lalu muat ulang: SELECT pg_reload_conf()",
                "Mend it as docs/server.md says, then reload: SELECT pg_reload_conf()",
            )
    if not bad:
        yield fine(
            "pg_hba.conf: dari jaringan hanya terenkripsi, dengan SCRAM",
            "pg_hba.conf: from the network encrypted only, with SCRAM",
        )


def _wrong_with(
    kind: str, databases: list[str], users: list[str], address: str, method: str, error: str | None
) -> Iterator[tuple[str, str]]:
    if error:
        yield f"tidak dapat dibaca ({error})", f"cannot be read ({error})"
        return
    if method == "reject":
        return
    if method == "trust":
        yield "siapa pun masuk tanpa kata sandi (trust)", "anybody gets in without a password (trust)"
        return
    if kind == "local" or _is_local(address):
        return
    if kind != "hostssl":
        yield (
            f"{address} boleh masuk tanpa enkripsi; tulis hostssl",
            f"{address} gets in without encryption; write hostssl",
        )
    if method not in {"scram-sha-256", "cert"}:
        yield f"cara {method} lemah; tulis scram-sha-256", f"the method {method} is weak; write scram-sha-256"
    if "replication" in databases:
        return
    if "all" in users or "all" in databases:
        yield (
            "superuser dan basis data lain terjangkau dari jaringan; tulis nama basis data dan +madiun_desk,+madiun_person",
            "superusers and other databases can be reached over the network; name the database and +madiun_desk,+madiun_person",
        )


def _is_local(address: str) -> bool:
    if address == "samehost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _logins(connection: Connection) -> Iterator[Finding]:
    old = _names(
        connection,
        "SELECT rolname FROM pg_authid WHERE rolcanlogin AND rolpassword IS NOT NULL"
        " AND rolpassword NOT LIKE 'SCRAM-SHA-256$%%'",
    )
    if old:
        yield mend(
            f"Kata sandi lama (bukan SCRAM): {old}.",
            f"Old password hashes (not SCRAM): {old}.",
            "Setel ulang kata sandinya.",
            "Set those passwords again.",
        )
    mighty = _names(
        connection,
        "SELECT rolname FROM pg_roles r WHERE (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)"
        " AND EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
        " WHERE m.member = r.oid AND g.rolname = ANY(%s)) AND rolname <> 'madiun_owner'",
        list(_GROUPS),
    )
    if mighty:
        yield mend(
            f"Nama masuk meja atau orang dengan hak berlebih: {mighty}.",
            f"Logins of desks or people with too many rights: {mighty}.",
            "Cabut hak itu (ALTER ROLE … NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS).",
            "Take those rights away (ALTER ROLE … NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS).",
        )
    if not old and not mighty:
        yield fine("Nama masuk: SCRAM, tanpa hak berlebih", "Logins: SCRAM, no rights too many")
    others = _names(connection, "SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin AND oid <> 10")
    if others:
        yield note(f"Superuser lain: {others}. Masih perlu?", f"Other superusers: {others}. Still needed?")


def _rights(connection: Connection) -> Iterator[Finding]:
    tables = _names(
        connection,
        "SELECT c.relname || ' (' || g || ')' FROM pg_class c, unnest(%s::text[]) g"
        " WHERE c.relnamespace = to_regnamespace('sync') AND c.relkind IN ('r', 'v', 'm', 'p')"
        " AND EXISTS (SELECT 1 FROM pg_roles WHERE rolname = g)"
        " AND has_table_privilege(g, c.oid, 'SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER')",
        list(_GROUPS),
    )
    functions = _names(
        connection,
        "SELECT p.oid::regprocedure::text FROM pg_proc p CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        " WHERE p.pronamespace = to_regnamespace('sync') AND a.grantee = 0",
    )
    public = _names(
        connection,
        "SELECT a.privilege_type FROM pg_database d CROSS JOIN aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
        " WHERE d.datname = current_database() AND a.grantee = 0",
    )
    if tables or functions or public:
        found = "; ".join(filter(None, (tables, functions, public)))
        yield mend(
            f"Hak yang terlalu luas: {found}.",
            f"Rights that are too wide: {found}.",
            "Jalankan madiun-console server upgrade; yang masih tersisa cabut dengan REVOKE.",
            "Run madiun-console server upgrade; take away what is left by REVOKE.",
        )
    else:
        yield fine("Hak: hanya fungsi server, tanpa tabel", "Rights: the server's functions only, no tables")


def _names(connection: Connection, question: LiteralString, *values: object) -> str:
    """The first column, with commas."""
    return ", ".join(str(name) for (name,) in connection.execute(question, values))
