-- A batch as rows. `bad` says why an item's content cannot be taken; its header then keeps the chain whole. A NULL `hdr`
-- is a header that cannot be read: nothing after it can be placed.
DROP TYPE IF EXISTS sync.item CASCADE;  -- what uses it is made by the files after this one
CREATE TYPE sync.item AS (
  n int, hdr text, hdr_hash bytea, dseq bigint, prev text,
  fact text, fact_hash bytea, id uuid, ctr text, sub uuid, also uuid, kind text, type text, v int, hlc bigint, actor uuid,
  val jsonb, base jsonb,
  rank int, agency_may boolean,  -- of `sync.event_type`; NULL: the server does not know type, version and kind
  body text, body_salt bytea, restricted text, restricted_salt bytea, pii text, pii_salt bytea,
  bad text
);

-- Small functions name no search path, so that they become part of the statement that calls them: its path is fixed.

-- An identifier in its canonical form; NULL for anything else.
CREATE OR REPLACE FUNCTION sync._id(spelled text) RETURNS uuid
LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN spelled ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN spelled::uuid END $$;

-- sha256(salt ‖ text) in hexadecimal, as a fact names it; NULL without a text.
CREATE OR REPLACE FUNCTION sync._commitment(salt bytea, content text) RETURNS text
LANGUAGE sql STABLE AS
$$ SELECT encode(sha256(salt || convert_to(content, 'UTF8')), 'hex') $$;

-- The identifiers among the elements of a JSON array; anything else in it is passed over.
CREATE OR REPLACE FUNCTION sync._ids(listed jsonb) RETURNS uuid[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(array_agg(x::uuid), '{}') FROM jsonb_array_elements_text(
     CASE WHEN jsonb_typeof(listed) = 'array' THEN listed ELSE '[]' END) x
   WHERE x ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' $$;

-- What a desk adds to a header in the feed's chain; docs/sync.md, "The chain of a feed".
CREATE OR REPLACE FUNCTION sync._verdict(eff_hlc bigint, received_ms bigint, held text, login text) RETURNS bytea
LANGUAGE sql STABLE AS
$$ SELECT convert_to(concat(eff_hlc, '|', received_ms, '|', held, '|', login), 'UTF8') $$;
DROP FUNCTION IF EXISTS sync._verdict(bigint, timestamptz, text, text);

-- The chain after each of these links, the first one hashed onto `start`.
CREATE OR REPLACE FUNCTION sync._chained(start bytea, links bytea[]) RETURNS bytea[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  link bytea;
  chains bytea[] := '{}';
BEGIN
  FOREACH link IN ARRAY links LOOP
    start := sha256(start || link);
    chains := chains || start;
  END LOOP;
  RETURN chains;
END $$;

-- Whether a text is a header of this store, spelled exactly as every store spells it: no reader can take it for anything else.
CREATE OR REPLACE FUNCTION sync._is_header(p_rid uuid, hdr text, h jsonb, dseq bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT hdr = '{"rid":"' || p_rid || '","dseq":' || dseq || ',"prev":"' || (h->>'prev') || '","fact":"' || (h->>'fact') || '"}'
    AND dseq BETWEEN 1 AND 999999999999999999
$$;
DROP FUNCTION IF EXISTS sync._is_header(uuid, text, jsonb);
DROP FUNCTION IF EXISTS sync._is_odd_header(uuid, text, jsonb);

-- Whether no object in a JSON text has a key twice.
CREATE OR REPLACE FUNCTION sync._unique_within(j json) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE json_typeof(j)
    WHEN 'object' THEN (SELECT count(*) = count(DISTINCT x.key) AND coalesce(bool_and(sync._unique_within(x.value)), true) FROM json_each(j) x)
    WHEN 'array' THEN (SELECT coalesce(bool_and(sync._unique_within(x)), true) FROM json_array_elements(j) x)
    ELSE true END $$;
-- PostgreSQL 15 cannot tell by itself. There most texts are told by counting: where nothing is escaped and no blank follows a
-- quote, `":` ends a key or begins a text. Read and written again, a key that stood twice stands once (there `": ` ends a key), and
-- no text begins that did not begin before.
CREATE OR REPLACE FUNCTION sync._unique_keys(spelled text, f jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN strpos(spelled, '\') = 0 AND strpos(spelled, '" ') = 0 AND strpos(spelled, E'"\n') = 0 AND strpos(spelled, E'"\t') = 0
         AND strpos(spelled, E'"\r') = 0
         AND (length(spelled) - length(replace(spelled, '":', ''))) / 2 = (length(f::text) - length(replace(f::text, '": ', ''))) / 3
      THEN true
    ELSE sync._unique_within(spelled::json) END
$$;
DO $do$ BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'CREATE OR REPLACE FUNCTION sync._unique_keys(spelled text, f jsonb) RETURNS boolean LANGUAGE sql STABLE AS '
      '$$ SELECT spelled IS JSON WITH UNIQUE KEYS $$';
  END IF;
END $do$;
-- Whether a number of a fact is spelled as an integer; where it stands as we write it, without reading the text again.
CREATE OR REPLACE FUNCTION sync._is_integer(spelled text, f jsonb, key text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN length(spelled) - length(replace(spelled, '"' || key || '":', '')) = length(key) + 3
         AND strpos(spelled, '"' || key || '":' || (f->>key) || ',') > 0 THEN f->>key ~ '^-?[0-9]{1,16}$'
    ELSE spelled::json->>key ~ '^-?[0-9]{1,16}$' END
$$;

-- What every reader takes for the same, and a store can hold: docs/sync.md, "push". The types of the 13 keys are right already.
CREATE OR REPLACE FUNCTION sync._is_strict(fact text, f jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT sync._unique_keys(fact, f) AND f->>'hlc' ~ '^[0-9]{1,19}$' AND sync._is_integer(fact, f, 'at')
    AND sync._is_integer(fact, f, 'v') AND (f->'c') - '{body,restricted,pii}'::text[] = '{}'
    AND NOT f @? 'strict $.c.* ? (@.type() != "string")' AND NOT f @? 'strict $.base[*] ? (@.type() != "string")'
    AND NOT f @? 'strict $.to[*] ? (@.type() != "string")' AND NOT f @? '$.**{33}'
    AND NOT f @? '$.** ? (@ > 9007199254740991 || @ < -9007199254740991)'
$$;

-- Whether a fact is one beyond doubt, told in few passes over its text: nothing is escaped, the keys stand once and the first of
-- them as we write them, so that identifiers and numbers are spelled right; only `val` can hold great numbers or nest. `id` and
-- those after it are what was read from `f`. Anything but true says nothing: then `_read` asks one question after the other.
CREATE OR REPLACE FUNCTION sync._is_plain(fact text, f jsonb, id uuid, sub uuid, actor uuid, v int, hlc bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT starts_with(fact, concat('{"id":"', id, '","ctr":"', f->>'ctr', '","sub":"', sub, '","kind":"', f->>'kind', '","type":"',
           f->>'type', '","v":', v, ',"at":', f->>'at', ',"hlc":"', hlc, '","actor":"', actor, '","val":{'))
    AND strpos(fact, '\') = 0 AND hlc >= 0 AND length(f->>'at') <= 15 AND strpos(f->>'at', '.') = 0
    AND f - '{id,ctr,sub,kind,type,v,at,hlc,actor,val,base,to,c}'::text[] = '{}'
    AND jsonb_typeof(f->'base') = 'array' AND NOT f->'base' @? 'strict $[*] ? (@.type() != "string")'
    AND jsonb_typeof(f->'to') = 'array' AND NOT f->'to' @? 'strict $[*] ? (@.type() != "string")'
    AND jsonb_typeof(f->'c') = 'object' AND (f->'c') - '{body,restricted,pii}'::text[] = '{}'
    AND NOT f->'c' @? 'strict $.* ? (@.type() != "string")'
    AND NOT f->'val' @? '$.**{32}' AND NOT f->'val' @? '$.** ? (@ > 9007199254740991 || @ < -9007199254740991)'
    AND sync._unique_keys(fact, f)
$$;

-- Raises when anything in the batch is no JSON or has a wrong type; then each item is read by itself. What is asked for more than
-- once is read once, in a subquery that stays one (OFFSET 0).
CREATE OR REPLACE FUNCTION sync._read(p_rid uuid, p_batch jsonb) RETURNS SETOF sync.item
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN  -- plpgsql keeps the plan for the session
  RETURN QUERY
  SELECT x.n::int,
    -- the texts of a header are compared, not its values, so that every reader sees the same
    CASE WHEN sync._is_header(p_rid, p.hdr, p.h, t.dseq) THEN p.hdr END,
    sha256(convert_to(p.hdr, 'UTF8')), t.dseq, p.h->>'prev',
    p.fact, p.fact_hash, t.id, p.f->>'ctr', t.sub,
    sync._id(p.f->'val'->>y.also),
    t.kind, t.type, t.v, t.hlc, t.actor, p.f->'val', p.f->'base', y.rank, y.agency_may,
    t.body, t.body_salt, t.restricted, t.restricted_salt, t.pii, t.pii_salt,
    CASE
      WHEN p.h->>'fact' IS DISTINCT FROM encode(p.fact_hash, 'hex') THEN 'fact_hash'
      WHEN t.fit AND sync._is_plain(p.fact, p.f, t.id, t.sub, t.actor, t.v, t.hlc) THEN NULL
      WHEN jsonb_typeof(p.f) <> 'object' OR NOT p.f ?& ARRAY['id','ctr','sub','kind','type','v','at','hlc','actor','val','base','to','c']
           OR p.f - ARRAY['id','ctr','sub','kind','type','v','at','hlc','actor','val','base','to','c'] <> '{}' THEN 'fact_keys'
      WHEN (t.id::text = p.f->>'id' AND t.sub::text = p.f->>'sub' AND t.actor::text = p.f->>'actor') IS NOT TRUE THEN 'identifier'
      WHEN jsonb_typeof(p.f->'val') <> 'object' OR jsonb_typeof(p.f->'base') <> 'array' OR jsonb_typeof(p.f->'to') <> 'array'
           OR jsonb_typeof(p.f->'c') <> 'object' OR jsonb_typeof(p.f->'hlc') <> 'string' OR jsonb_typeof(p.f->'at') <> 'number'
           OR jsonb_typeof(p.f->'v') <> 'number' OR jsonb_typeof(p.f->'ctr') <> 'string'
           OR jsonb_typeof(p.f->'kind') <> 'string' OR jsonb_typeof(p.f->'type') <> 'string' OR t.hlc < 0 THEN 'fact_type'
      WHEN NOT t.fit THEN 'part_hash'
      WHEN NOT sync._is_strict(p.fact, p.f) THEN 'strict'
    END
  FROM jsonb_array_elements(p_batch) WITH ORDINALITY x(e, n)
  CROSS JOIN LATERAL (
    SELECT x.e->>'hdr' AS hdr, (x.e->>'hdr')::jsonb AS h, x.e->>'fact' AS fact, (x.e->>'fact')::jsonb AS f,
           sha256(convert_to(x.e->>'fact', 'UTF8')) AS fact_hash,
           x.e->>'body' AS body, decode(x.e->>'body_salt', 'hex') AS body_salt,
           x.e->>'restricted' AS restricted, decode(x.e->>'restricted_salt', 'hex') AS restricted_salt,
           x.e->>'pii' AS pii, decode(x.e->>'pii_salt', 'hex') AS pii_salt OFFSET 0) p
  CROSS JOIN LATERAL (
    SELECT (p.f->>'id')::uuid AS id, (p.f->>'sub')::uuid AS sub, (p.f->>'actor')::uuid AS actor, (p.f->>'v')::int AS v,
           (p.f->>'hlc')::bigint AS hlc, (p.h->>'dseq')::bigint AS dseq, p.f->>'kind' AS kind, p.f->>'type' AS type,
           p.body, p.body_salt, p.restricted, p.restricted_salt, p.pii, p.pii_salt,
           -- a part may be absent (erased, or withheld), but what is there must be what the fact names
           (NOT x.e ? 'body' OR (p.f->'c'->>'body' = sync._commitment(p.body_salt, p.body)) IS TRUE)
           AND (NOT x.e ? 'restricted' OR (p.f->'c'->>'restricted' = sync._commitment(p.restricted_salt, p.restricted)) IS TRUE)
           AND (NOT x.e ? 'pii' OR (p.f->'c'->>'pii' = sync._commitment(p.pii_salt, p.pii)) IS TRUE) AS fit OFFSET 0) t
  LEFT JOIN sync.event_type y ON y.type = t.type AND y.v = t.v AND y.kind = t.kind
  ORDER BY x.n;
END $$;

-- One item that may be anything at all; never raises for what it holds.
CREATE OR REPLACE FUNCTION sync._read_one(p_rid uuid, p_item jsonb, p_n int) RETURNS sync.item
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  i sync.item;
  h jsonb;
  number bigint;
BEGIN
  BEGIN
    SELECT * INTO i FROM sync._read(p_rid, jsonb_build_array(p_item));
    i.n := p_n;
    IF i.hdr IS NOT NULL AND i.id IS NULL THEN
      i.bad := coalesce(i.bad, 'fact_keys');
    END IF;
    RETURN i;
  EXCEPTION WHEN data_exception OR invalid_parameter_value OR numeric_value_out_of_range
                 OR program_limit_exceeded OR statement_too_complex THEN
    i := NULL;
  END;
  i.n := p_n;
  BEGIN
    h := (p_item->>'hdr')::jsonb;
    number := (h->>'dseq')::bigint;
    IF sync._is_header(p_rid, p_item->>'hdr', h, number) THEN
      i.dseq := number;
      i.prev := h->>'prev';
      i.hdr := p_item->>'hdr';
      i.hdr_hash := sha256(convert_to(i.hdr, 'UTF8'));
      i.bad := 'unreadable';
    END IF;
  EXCEPTION WHEN data_exception OR invalid_parameter_value OR numeric_value_out_of_range
                 OR program_limit_exceeded OR statement_too_complex THEN
    i.hdr := NULL;
  END;
  RETURN i;
END $$;
