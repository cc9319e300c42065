-- The log and what is derived from it for judging and routing. Only the functions of this schema touch these tables.
CREATE TABLE IF NOT EXISTS sync.applied (  -- which of these files were applied, and when last
  file text PRIMARY KEY,
  digest text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE IF NOT EXISTS sync.center (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  min_proto int NOT NULL DEFAULT 1,
  ctr text NOT NULL DEFAULT '',  -- hash of the founding fact; empty until the first desk brings it
  founder uuid,                  -- the first administrator, named by the founding fact
  founding_replica int           -- the store that brought it
);
INSERT INTO sync.center DEFAULT VALUES ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS sync.feed (  -- feed 1 is the call center's, the log itself; one more for each enrolled agency
  feed_id int PRIMARY KEY,
  name text NOT NULL UNIQUE,
  head bigint NOT NULL DEFAULT 0,
  chain bytea NOT NULL DEFAULT '',
  channel text NOT NULL UNIQUE DEFAULT 'madiun_' || replace(gen_random_uuid()::text, '-', '')
) WITH (fillfactor = 10);
INSERT INTO sync.feed(feed_id, name) VALUES (1, 'center') ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS sync.device (
  device_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login name NOT NULL UNIQUE,
  label text NOT NULL UNIQUE,
  feed_id int NOT NULL REFERENCES sync.feed,
  desk text,                                -- letter in the numbers of incidents; agencies have none
  may_share boolean NOT NULL DEFAULT false, -- whether identities may be shared with this agency at all
  enrolled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz,                   -- of the one-time code; NULL once it was used
  revoked_at timestamptz,
  seen_at timestamptz,
  proto int,
  clock_off_ms bigint,
  acked bigint NOT NULL DEFAULT 0,          -- how far it has read its feed
  adopts text                               -- center of the facts it brought from working alone
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX IF NOT EXISTS device_desk ON sync.device(desk) WHERE desk IS NOT NULL AND revoked_at IS NULL;

CREATE TABLE IF NOT EXISTS sync.replica (  -- a local store; a cloned or restored one takes a new rid
  replica_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rid uuid NOT NULL UNIQUE,
  device_id int NOT NULL REFERENCES sync.device,
  last_dseq bigint NOT NULL DEFAULT 0,
  last_hash text NOT NULL DEFAULT '',
  fork_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS sync.event_type (  -- filled at every upgrade from the console's own declarations
  type text NOT NULL,
  v int NOT NULL,
  kind text NOT NULL,
  also text,                    -- field of val that names a second subject
  rank int NOT NULL,            -- 0 anybody, 1 operator, 2 supervisor, 3 administrator
  special boolean NOT NULL,     -- judged and applied one by one, since later items depend on it
  agency_may boolean NOT NULL,
  to_agency boolean NOT NULL,
  PRIMARY KEY (type, v)
);
CREATE TABLE IF NOT EXISTS sync.role_rank (role text PRIMARY KEY, rank int NOT NULL);
CREATE TABLE IF NOT EXISTS sync.level_rank (  -- of incidents; close_rank: who may close one of this level
  level text PRIMARY KEY,
  rank int NOT NULL,
  close_rank int NOT NULL
);

CREATE TABLE IF NOT EXISTS sync.event (
  pos bigint PRIMARY KEY,       -- dense 1, 2, 3 …: given under the row lock of feed 1, so commit order is position order
  replica_id int NOT NULL,      -- of sync.replica; no foreign key on the busiest table, `push` alone writes it
  dseq bigint NOT NULL,
  hdr text NOT NULL,            -- verbatim
  hdr_hash bytea NOT NULL,
  fact text,                    -- verbatim; NULL: the item was bad, its header keeps the chain whole
  fact_hash bytea,
  id uuid,
  sub uuid,
  also uuid,
  kind text,
  type text,
  hlc bigint,
  actor uuid,
  body text, body_salt bytea, restricted text, restricted_salt bytea, pii text, pii_salt bytea,
  eff_hlc bigint NOT NULL,
  held text,
  "by" text,
  received_at timestamptz NOT NULL,
  chain bytea NOT NULL,
  adopted boolean NOT NULL,     -- said in the center its desk had founded for itself before it joined
  again boolean NOT NULL,       -- the fact stood in the log before, under another header
  settled boolean,              -- a supervisor's decision about a held fact: true it counts, false it never will
  UNIQUE (replica_id, dseq)
);
CREATE INDEX IF NOT EXISTS event_id ON sync.event(id);
CREATE INDEX IF NOT EXISTS event_sub ON sync.event(sub);
CREATE INDEX IF NOT EXISTS event_also ON sync.event(also) WHERE also IS NOT NULL;
CREATE INDEX IF NOT EXISTS event_unlinked ON sync.event(sub) WHERE type = 'report_unlinked';
CREATE INDEX IF NOT EXISTS event_held ON sync.event(pos) WHERE held IS NOT NULL AND settled IS NULL;

CREATE TABLE IF NOT EXISTS sync.person (
  id uuid PRIMARY KEY,
  role text NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  agency text,                  -- feed of the agency whose person this is; NULL: of the call center
  login name UNIQUE             -- set once a password was set on the server
);
CREATE TABLE IF NOT EXISTS sync.link (  -- which report tells of which incident
  id uuid PRIMARY KEY,          -- the fact report_linked
  report uuid NOT NULL,
  incident uuid NOT NULL,
  pos bigint NOT NULL,
  ended bigint                  -- position of the fact that undid it
);
CREATE INDEX IF NOT EXISTS link_report ON sync.link(report);
CREATE INDEX IF NOT EXISTS link_incident ON sync.link(incident);
CREATE TABLE IF NOT EXISTS sync.generation (  -- one escalation to an agency with a feed, from its sending to its withdrawal
  escalation uuid NOT NULL,
  sent uuid NOT NULL,           -- the fact incident_escalated
  feed_id int NOT NULL REFERENCES sync.feed,
  incident uuid NOT NULL,
  opened bigint NOT NULL,
  closed bigint,
  PRIMARY KEY (sent, feed_id)
);
CREATE INDEX IF NOT EXISTS generation_incident ON sync.generation(incident) WHERE closed IS NULL;
CREATE INDEX IF NOT EXISTS generation_escalation ON sync.generation(escalation);
DROP TABLE IF EXISTS sync.share;  -- of a schema before the first release
CREATE TABLE IF NOT EXISTS sync.shared (  -- whose identity an agency may read, as long as this generation is open
  sent uuid NOT NULL,
  feed_id int NOT NULL,
  report uuid NOT NULL,
  PRIMARY KEY (sent, feed_id, report)
);
CREATE INDEX IF NOT EXISTS shared_report ON sync.shared(report);
CREATE TABLE IF NOT EXISTS sync.delivery (  -- an agency's feed
  feed_id int NOT NULL REFERENCES sync.feed,
  pos bigint NOT NULL,
  event_pos bigint NOT NULL REFERENCES sync.event,
  with_pii boolean NOT NULL,
  with_restricted boolean NOT NULL,
  chain bytea NOT NULL,
  PRIMARY KEY (feed_id, pos)
);
CREATE INDEX IF NOT EXISTS delivery_event ON sync.delivery(event_pos);
CREATE TABLE IF NOT EXISTS sync.holding (  -- what an agency may hold at this moment
  feed_id int NOT NULL REFERENCES sync.feed,
  event_pos bigint NOT NULL REFERENCES sync.event,
  with_pii boolean NOT NULL,
  PRIMARY KEY (feed_id, event_pos)
);
CREATE TABLE IF NOT EXISTS sync.erased (id uuid NOT NULL, part text NOT NULL, PRIMARY KEY (id, part));
