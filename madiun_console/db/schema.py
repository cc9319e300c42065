"""Tables of the local store: the log (fact, header), its projections, and what is only of this desk (draft, meta)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from madiun_console.db.index_merging import SETTING_UP

metadata = MetaData()

meta = Table("meta", metadata, Column("k", Text, primary_key=True), Column("v", Text, nullable=False))

fact = Table(
    "fact",
    metadata,
    Column("lid", Integer, primary_key=True),
    Column("id", LargeBinary, nullable=False, unique=True),
    Column("sub", LargeBinary, nullable=False),
    Column("also", LargeBinary),  # a second subject whose fold sees the fact (an incident)
    Column("kind", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", LargeBinary, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("eff_hlc", BigInteger, nullable=False),
    Column("held", Text),
    Column("hash", LargeBinary, nullable=False),
    Column("fact", Text, nullable=False),  # verbatim
    Column("body", Text),
    Column("body_salt", LargeBinary),
    Column("restricted", Text),
    Column("restricted_salt", LargeBinary),
    Column("pii", Text),
    Column("pii_salt", LargeBinary),
)
Index("fact_sub", fact.c.sub, fact.c.kind)  # the kind: a rebuild walks through incidents alone
Index("fact_also", fact.c.also, sqlite_where=fact.c.also.is_not(None))
# Few wait for a decision, and the screen counts them after every change.
Index("fact_held", fact.c.held, sqlite_where=fact.c.held.is_not(None))
REVIEWED_TYPES = ("level_lowered", "identity_revealed", "caller_revealed", "data_exported", "texts_erased")
"""What supervisors look through; a partial index, since nearly all facts are of other types."""
Index("fact_reviewed", fact.c.type, fact.c.at, sqlite_where=fact.c.type.in_(REVIEWED_TYPES))

header = Table(
    "header",
    metadata,
    Column("hid", Integer, primary_key=True),
    Column("rid", LargeBinary, nullable=False),
    Column("dseq", Integer, nullable=False),
    Column(
        "fact", Integer
    ),  # fact.lid; NULL: another desk's fact that the server could not take, or withholds
    Column("hdr", Text, nullable=False),  # verbatim
    Column("pos", Integer),  # position in the shared log; NULL: not seen there yet
    Column("received_at", BigInteger),  # when the server got it
    Column("by", Text),  # the person's own login it came over, if any
    UniqueConstraint("rid", "dseq"),
)
Index("header_fact", header.c.fact)
# Partial, so that a save, whose facts have no position yet, has one index less to write.
Index("header_pos", header.c.pos, unique=True, sqlite_where=header.c.pos.is_not(None))

checkpoint = Table(
    # What this store has read of its feed: the highest is where it goes on, older ones find the last shared point again.
    "checkpoint",
    metadata,
    Column("pos", Integer, primary_key=True),
    Column("chain", LargeBinary, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("lid", Integer, primary_key=True),
    Column("id", LargeBinary, nullable=False, unique=True),
    Column("incident", LargeBinary),
    Column("logged_at", BigInteger, nullable=False),
    Column("actor", LargeBinary, nullable=False),
    Column("channel", Text, nullable=False),
    Column("kind_id", Text, nullable=False),
    Column("unit", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("street", Text, nullable=False),  # words that name its street or landmark
    Column("caller", Text),  # who this was, for corroboration only: number, or name; NULL: not known
    Column("summary", Text, nullable=False),
    Column("words", Text, nullable=False),  # normalised words for the search index
    Column("conflicts", Integer, nullable=False),
)
Index("report_incident", report.c.incident)
Index("report_unit", report.c.unit, report.c.logged_at)

caller = Table(
    # Exact numbers only, read by someone who holds the number already (the caller is on the line) or has permission.
    "caller",
    metadata,
    Column("phone", Text, primary_key=True),
    Column("subject", LargeBinary, primary_key=True),
    Column("kind", Text, nullable=False),  # report | call
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("caller_subject", caller.c.subject)

caller_number = Table(
    # Each number once, with its digits in a trigram index: only people with `reveal_identity` look for fragments.
    "caller_number",
    metadata,
    Column("lid", Integer, primary_key=True),
    Column("phone", Text, nullable=False, unique=True),
    Column("digits", Text, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    Column("lid", Integer, primary_key=True),  # grows with the moment it happened: see db/time_order.py
    Column("id", LargeBinary, nullable=False, unique=True),
    Column("number", Text, nullable=False),
    Column("desk", Text, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("occurred", BigInteger, nullable=False),
    Column("level", Text, nullable=False),
    Column("level_rank", Integer, nullable=False),
    Column("kind_id", Text, nullable=False),
    Column("unit", Text),
    Column("precision", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("address", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("owner", LargeBinary),
    Column("status", Text, nullable=False),
    Column("is_open", Integer, nullable=False),
    Column("closing", Text),
    Column("closed_at", BigInteger),
    Column("closed_by", LargeBinary),
    Column("review", Text),  # waiting | approved | returned | corrected; NULL: nothing to review
    Column("reports", Integer, nullable=False),
    Column("callers", Integer, nullable=False),
    Column("summary", Text, nullable=False),
    Column("badges", Text),  # JSON [[escalation id, agency, state, sent ms, first answer ms, level], …]
    Column("steps_due", Text),  # JSON {step id: ticked ms} of done steps
    Column("conflicts", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("words_hash", LargeBinary, nullable=False),  # of the words in incident_fts
)
Index("incident_open", incident.c.level_rank, incident.c.opened_at, sqlite_where=incident.c.is_open == 1)
Index("incident_closed", incident.c.closed_at, sqlite_where=incident.c.is_open == 0)
Index("incident_review", incident.c.closed_at, sqlite_where=incident.c.review == "waiting")
Index("incident_unit", incident.c.unit, incident.c.opened_at, sqlite_where=incident.c.is_open == 1)
Index("incident_number", incident.c.number)
# The past of a place: the row id stands behind the columns of each index, so the latest are read first.
Index("incident_unit_kind", incident.c.unit, incident.c.kind_id)
Index("incident_unit_street", incident.c.unit, incident.c.street, incident.c.lat)
Index("incident_spot", incident.c.lat, incident.c.lon, sqlite_where=incident.c.lat.is_not(None))
Index("incident_opened", incident.c.opened_at)
# Few are told before they happen: the activities ahead are found without a walk through a year.
Index("incident_planned", incident.c.occurred, sqlite_where=incident.c.occurred > incident.c.opened_at)

escalation = Table(
    "escalation",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("incident", LargeBinary, nullable=False),
    Column("agency", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("sent", BigInteger, nullable=False),
    Column("sent_hlc", BigInteger, nullable=False),
    Column("first_answer", BigInteger),
    Column("sent_fact", LargeBinary, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("escalation_incident", escalation.c.incident)
Index("escalation_sent", escalation.c.sent)

person = Table(
    "person",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("disabled", Integer, nullable=False),
    Column("agency", Text),
    Column("verifier", Text),
    Column("added_at", BigInteger, nullable=False),
    Column("conflicts", Integer, nullable=False),
)

call = Table(
    "call",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("desk", Text, nullable=False),
    Column("actor", LargeBinary, nullable=False),
    Column("logged_at", BigInteger, nullable=False),
)
Index("call_logged", call.c.logged_at)

callback = Table(
    "callback",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("due", BigInteger, nullable=False),
    Column("call", LargeBinary),
    Column("report", LargeBinary),
    Column("promised_at", BigInteger, nullable=False),
    Column("promised_by", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("last_outcome", Text),
    Column("settled", Integer, nullable=False),
)
Index("callback_due", callback.c.due, sqlite_where=callback.c.settled == 0)

shift = Table(
    "shift",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("period", Text, nullable=False),
    Column("date", Text, nullable=False),  # YYYY-MM-DD
    Column("started_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("handover_at", BigInteger),
    Column("acknowledged_at", BigInteger),
    Column("last_at", BigInteger, nullable=False),
)
Index("shift_date", shift.c.date)

score = Table(
    "score",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("report", LargeBinary),
    Column("call", LargeBinary),
    Column("answers", Text, nullable=False),  # JSON {criterion: yes | no | na}
    Column("at", BigInteger, nullable=False),
)
Index("score_at", score.c.at)

rule = Table(
    "rule",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("file", Text, nullable=False),  # levels.toml …
    Column("path", Text, nullable=False),
    Column("value", Text),  # JSON; NULL: as the program came
    Column("at", BigInteger, nullable=False),
    Column("conflicts", Integer, nullable=False),
)

erasure = Table(
    "erasure",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("incident", LargeBinary),
    Column("at", BigInteger, nullable=False),
    Column("gone", Text, nullable=False),  # JSON [[fact, part], …]
)

draft = Table(
    "draft",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),  # active | parked | discarded
    Column("started", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("data", Text, nullable=False),  # JSON of the form
)

PROJECTIONS = (
    report, caller, caller_number, incident, escalation, person, call, callback, shift, score, rule, erasure,
)  # fmt: skip
"""What `rebuild` empties and fills again."""

FTS_DDL = (
    "CREATE VIRTUAL TABLE incident_fts USING fts5"
    "(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
)
"""Row id = incident.lid. Holds no identity: neither names and numbers of callers nor the restricted part."""
_TRIGRAMS = (
    "CREATE VIRTUAL TABLE caller_fts USING fts5(digits, content='{}', {}columnsize=0, tokenize='trigram')"
)
CALLER_FTS_DDL = _TRIGRAMS.format("caller_number", "content_rowid='lid', ")
"""Fragments of callers' numbers; `queries.find` alone reads it, and only for those who may read identities."""
NUMBERS_DDL = _TRIGRAMS.format("", "")
"""The same index without its table, for comparing."""
SEARCH_DDL = (
    FTS_DDL,
    CALLER_FTS_DDL,
    # What is deleted goes out of the index at once, not at some later merge.
    "INSERT INTO caller_fts(caller_fts, rank) VALUES ('secure-delete', 1)",
    *SETTING_UP,
)
"""What SQLAlchemy cannot declare, in the order in which it is made."""


def table_statement(table: Table) -> str:
    """CREATE TABLE, without its indexes."""
    return str(CreateTable(table).compile(dialect=sqlite_dialect()))


def index_statements(table: Table) -> list[str]:
    """CREATE INDEX for each index of a table, always in one order."""
    indexes = sorted(table.indexes, key=lambda item: str(item.name))
    return [str(CreateIndex(index).compile(dialect=sqlite_dialect())) for index in indexes]


def all_statements() -> list[str]:
    """Everything that an empty store is made with."""
    tables = metadata.sorted_tables
    made = [line for table in tables for line in (table_statement(table), *index_statements(table))]
    return [*made, *SEARCH_DDL]
