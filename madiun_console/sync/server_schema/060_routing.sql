-- Agencies' feeds: what was given to one of them, each item at a position of its own. The caller holds the lock of feed 1.

-- Whether an agency may read who made a report: a share names it for a generation that is open, and it still tells of its incident.
CREATE OR REPLACE FUNCTION sync._is_shared(f int, p_report uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM sync.shared s JOIN sync.generation g USING (sent, feed_id) JOIN sync.link l ON l.incident = g.incident
                 WHERE s.report = p_report AND l.report = p_report AND l.ended IS NULL AND s.feed_id = f AND g.closed IS NULL)
$$;

-- Append events to a feed, each with the parts it may carry; what the agency holds already is not sent again. Nothing that
-- is held comes here, and what was released counts: so an agency's verdict is never "held".
CREATE OR REPLACE FUNCTION sync._deliver(f int, wanted bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  h bigint;
  ch bytea;
  told name;
BEGIN
  SELECT head, chain, channel INTO h, ch, told FROM sync.feed WHERE feed_id = f FOR UPDATE;
  WITH chosen AS (
    SELECT e.pos, e.hdr_hash || sync._verdict(e.eff_hlc, (extract(epoch FROM e.received_at) * 1000)::bigint, NULL, e."by") AS link, e.kind = 'person' AS restricted,
           e.kind = 'report' AND e.also IS NULL AND sync._is_shared(f, e.sub) AS pii
    FROM sync.event e
    WHERE e.pos = ANY (wanted) AND NOT e.again AND e.fact IS NOT NULL AND (e.held IS NULL OR e.settled)
  ), missing AS MATERIALIZED (
    SELECT c.*, row_number() OVER (ORDER BY c.pos) AS nth
    FROM chosen c
    WHERE NOT EXISTS (SELECT 1 FROM sync.holding o WHERE o.feed_id = f AND o.event_pos = c.pos AND (o.with_pii OR NOT c.pii))
  ), chains AS MATERIALIZED (
    SELECT sync._chained(ch, array_agg(m.link ORDER BY m.nth)) AS chain FROM missing m HAVING count(*) > 0
  ), fresh AS (
    SELECT m.pos, m.restricted, m.pii, m.nth, x.chain[m.nth] AS chain FROM missing m CROSS JOIN chains x
  ), held AS (
    INSERT INTO sync.holding(feed_id, event_pos, with_pii) SELECT f, pos, pii FROM fresh
    ON CONFLICT (feed_id, event_pos) DO UPDATE SET with_pii = excluded.with_pii
  ), sent AS (
    INSERT INTO sync.delivery(feed_id, pos, event_pos, with_pii, with_restricted, chain)
    SELECT f, h + nth, pos, pii, restricted, chain FROM fresh
    RETURNING pos, chain
  )
  SELECT s.pos, s.chain INTO h, ch FROM sent s ORDER BY s.pos DESC LIMIT 1;
  IF h IS NOT NULL THEN
    UPDATE sync.feed SET head = h, chain = ch WHERE feed_id = f;
    PERFORM sync._hint(told, h || ' urgent');
  END IF;
END $$;

-- Every event of an incident, up to a position, that this agency should hold: its own, its linked reports', this agency's
-- escalations. Later items of the same batch stand in the log already, but do not count yet.
CREATE OR REPLACE FUNCTION sync._due(f int, p_incident uuid, upto bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT array_agg(e.pos) FROM (
      SELECT e.pos, e.type, e.kind FROM sync.event e WHERE e.sub = p_incident AND e.kind = 'incident'
      UNION SELECT e.pos, e.type, e.kind FROM sync.event e JOIN sync.link l ON l.report = e.sub AND l.ended IS NULL AND l.pos <= upto
            WHERE l.incident = p_incident AND e.kind = 'report' AND (e.also IS NULL OR e.id = l.id)
      UNION SELECT e.pos, e.type, e.kind FROM sync.event e JOIN sync.generation g ON g.escalation = e.sub AND g.closed IS NULL
            WHERE g.feed_id = f AND g.incident = p_incident AND e.kind = 'escalation' AND e.type <> 'escalation_withdrawn'
              AND (e.type <> 'incident_escalated' OR e.id = g.sent)
              -- shared with others, before this agency had a desk: it would take that for a share with itself
              AND (e.type <> 'identity_shared' OR e.pos > g.opened
                   OR e.pos < (SELECT min(s.pos) FROM sync.event s WHERE s.id = g.sent AND (s.held IS NULL OR s.settled)))
    ) e
    WHERE e.pos <= upto
      AND EXISTS (SELECT 1 FROM sync.event_type y WHERE y.type = e.type AND y.kind = e.kind AND y.to_agency));
END $$;

-- Of a run of events that begin to count, hand on those that agencies follow. Also right for a single event. `upto`: the last
-- position that counts at this moment. What ends something is told by `_take_effect`.
DROP FUNCTION IF EXISTS sync._route(bigint, bigint);
CREATE OR REPLACE FUNCTION sync._route(first bigint, last bigint, upto bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v record;
BEGIN
  FOR v IN
    WITH run AS (
      SELECT e.pos, e.id, e.sub, e.also, e.kind, e.type FROM sync.event e
      WHERE e.pos BETWEEN first AND last AND (e.held IS NULL OR e.settled) AND NOT e.again
        AND e.type NOT IN ('report_unlinked', 'escalation_withdrawn')
        AND EXISTS (SELECT 1 FROM sync.event_type y WHERE y.type = e.type AND y.kind = e.kind AND y.to_agency)
    ), followed AS (
      SELECT r.pos, g.feed_id, NULL::uuid AS whole FROM run r JOIN sync.generation g ON g.incident = r.sub AND g.closed IS NULL
        WHERE r.kind = 'incident'
      UNION SELECT r.pos, g.feed_id, NULL FROM run r JOIN sync.generation g ON g.escalation = r.sub AND g.closed IS NULL
        WHERE r.kind = 'escalation' AND (r.type <> 'incident_escalated' OR r.id = g.sent)
      UNION SELECT r.pos, g.feed_id, NULL FROM run r JOIN sync.link l ON l.report = r.sub AND l.ended IS NULL AND l.pos <= upto
        JOIN sync.generation g ON g.incident = l.incident AND g.closed IS NULL
        WHERE r.kind = 'report' AND r.also IS NULL
      UNION SELECT r.pos, g.feed_id, g.incident FROM run r JOIN sync.link l ON l.id = r.id AND l.ended IS NULL
        JOIN sync.generation g ON g.incident = l.incident AND g.closed IS NULL
        WHERE r.type = 'report_linked'
    )
    SELECT o.feed_id, array_agg(o.pos) AS wanted, array_agg(DISTINCT o.whole) FILTER (WHERE o.whole IS NOT NULL) AS incidents
    FROM followed o GROUP BY o.feed_id ORDER BY o.feed_id
  LOOP
    -- a report that joins brings all it has said so far
    PERFORM sync._deliver(v.feed_id, v.wanted || (SELECT array_agg(p) FROM unnest(v.incidents) i, unnest(sync._due(v.feed_id, i, upto)) p));
  END LOOP;
END $$;

-- What an agency may no longer hold: everything of an incident, a report, a link or an escalation that no open generation covers.
CREATE OR REPLACE FUNCTION sync._let_go(f int) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM sync.holding o USING sync.event e
  WHERE o.feed_id = f AND e.pos = o.event_pos AND e.kind <> 'person' AND e.kind <> 'erasure' AND NOT EXISTS (
    SELECT 1 FROM sync.generation g WHERE g.feed_id = f AND g.closed IS NULL AND (
      g.incident = e.sub
      OR e.kind = 'escalation' AND g.escalation = e.sub AND e.type <> 'escalation_withdrawn' AND (e.type <> 'incident_escalated' OR e.id = g.sent)
      OR e.kind = 'report' AND EXISTS (SELECT 1 FROM sync.link l WHERE l.report = e.sub AND l.incident = g.incident AND l.ended IS NULL
                                         AND (e.also IS NULL OR l.id = e.id))));
  UPDATE sync.holding o SET with_pii = false FROM sync.event e
  WHERE o.feed_id = f AND e.pos = o.event_pos AND o.with_pii AND NOT sync._is_shared(f, e.sub)
$$;
