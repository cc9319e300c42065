-- The verdict: whether a fact counts, or is held until a supervisor decides. What an operator typed is never refused.

-- Level of an incident: the highest of the writes that no other write of its level names (docs/events.md, registers).
CREATE OR REPLACE FUNCTION sync._level_rank(p_incident uuid) RETURNS int
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH written AS (
    SELECT DISTINCT ON (id) id, f->'val'->>'level' AS level, sync._ids(f->'base') AS base
    FROM (SELECT id, fact::jsonb AS f FROM sync.event
          WHERE sub = p_incident AND type IN ('incident_opened', 'level_raised', 'level_lowered')
            AND (held IS NULL OR settled)) e
  )
  SELECT coalesce(max(r.rank), 0) FROM written w JOIN sync.level_rank r USING (level)
  WHERE NOT EXISTS (SELECT 1 FROM written o WHERE o.id <> w.id AND w.id = ANY (o.base))
$$;

-- Facts of a store that founded the center count over its device's login until the first person has a login of their own:
-- there is nobody yet who could confirm them.
CREATE OR REPLACE FUNCTION sync._founding(r sync.replica) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT r.replica_id = (SELECT founding_replica FROM sync.center)
     AND NOT EXISTS (SELECT 1 FROM sync.person WHERE login IS NOT NULL) $$;

-- Verdicts that do not depend on other items of the same run: one row per item, in their order.
CREATE OR REPLACE FUNCTION sync._judge(p_items sync.item[], d sync.device, b sync.person)
RETURNS TABLE (n int, held text, again boolean, adopted boolean)
LANGUAGE sql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.n,
    CASE
      WHEN i.bad IS NOT NULL THEN NULL
      WHEN seen.fact_hash = i.fact_hash THEN seen.held
      WHEN seen.fact_hash IS NOT NULL THEN 'id_used'
      WHEN y.type IS NULL THEN 'unknown_type'
      WHEN i.ctr IS DISTINCT FROM c.ctr AND i.type <> 'center_founded' AND i.ctr IS DISTINCT FROM d.adopts THEN 'other_center'
      WHEN i.ctr = d.adopts AND y.kind IN ('person', 'rule') THEN 'adopted'
      WHEN d.feed_id <> 1 AND NOT y.agency_may THEN 'not_for_agency'
      WHEN a.disabled THEN 'actor_disabled'
      WHEN d.feed_id = 1 AND a.agency IS NOT NULL THEN 'actor_elsewhere'
      WHEN d.feed_id <> 1 AND a.agency IS DISTINCT FROM (SELECT f.name FROM sync.feed f WHERE f.feed_id = d.feed_id)
        THEN 'actor_elsewhere'
      WHEN y.rank > 1 AND i.ctr IS DISTINCT FROM d.adopts AND b.id IS DISTINCT FROM i.actor THEN 'needs_login'
      WHEN y.rank > 1 AND b.id = i.actor AND sync._rank(b) < y.rank THEN 'role'
    END,
    coalesce(seen.fact_hash = i.fact_hash, false),
    coalesce(i.ctr = d.adopts, false)
  FROM unnest(p_items) i
  CROSS JOIN sync.center c
  LEFT JOIN sync.event_type y ON y.type = i.type AND y.v = i.v AND y.kind = i.kind
  LEFT JOIN sync.person a ON a.id = i.actor
  LEFT JOIN LATERAL (SELECT e.fact_hash, e.held FROM sync.event e WHERE e.id = i.id ORDER BY e.pos LIMIT 1) seen ON true
  ORDER BY i.n
$$;

-- What only shows once everything before this item was applied; `p_held` is what `_judge` said.
CREATE OR REPLACE FUNCTION sync._judge_special(i sync.item, p_held text, d sync.device, b sync.person, r sync.replica)
RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c sync.center;
  a sync.person;
  needed int;
  target sync.event;
BEGIN
  SELECT * INTO c FROM sync.center;
  IF p_held = 'needs_login' AND sync._founding(r) THEN
    SELECT * INTO a FROM sync.person WHERE id = i.actor;
    IF sync._rank(a) >= (SELECT y.rank FROM sync.event_type y WHERE y.type = i.type AND y.v = i.v)
       OR i.type = 'person_added' AND i.sub = c.founder AND i.actor = c.founder AND a.id IS NULL THEN
      p_held := NULL;
    END IF;
  END IF;
  IF p_held IS NOT NULL OR i.bad IS NOT NULL THEN
    RETURN p_held;
  END IF;

  IF i.type = 'center_founded' THEN
    RETURN CASE WHEN c.ctr <> '' THEN 'adopted' END;

  ELSIF i.type = 'password_set' THEN
    -- over a device only operators and people of agencies change their own; all else is said over the login of whoever says it
    SELECT * INTO a FROM sync.person WHERE id = i.sub;
    IF sync._founding(r) OR b.id = i.actor AND (i.sub = i.actor OR sync._rank(b) >= 3)
       OR i.actor = i.sub AND a.login IS NULL AND sync._rank(a) < 2 AND i.val->>'by' = 'self' THEN
      RETURN NULL;
    END IF;
    RETURN 'needs_login';

  ELSIF i.type = 'incident_closed' THEN
    SELECT max(l.close_rank) INTO needed FROM sync.level_rank l
      WHERE l.level = i.val->>'level' OR l.rank = sync._level_rank(i.sub);
    IF coalesce(needed, 2) > 1 AND i.ctr IS DISTINCT FROM d.adopts AND NOT sync._founding(r) THEN
      IF b.id IS DISTINCT FROM i.actor THEN
        RETURN 'needs_login';
      ELSIF sync._rank(b) < needed THEN
        RETURN 'role';
      END IF;
    END IF;

  ELSIF d.feed_id <> 1 AND i.kind = 'escalation' THEN
    IF NOT EXISTS (SELECT 1 FROM sync.generation g WHERE g.escalation = i.sub AND g.feed_id = d.feed_id
                     AND g.incident = i.also AND g.closed IS NULL) THEN
      RETURN 'not_addressed';
    END IF;

  ELSIF i.type = 'identity_shared' THEN
    IF EXISTS (SELECT 1 FROM sync.generation g JOIN sync.device o ON o.feed_id = g.feed_id
               WHERE g.escalation = i.sub AND g.closed IS NULL AND NOT o.may_share) THEN
      RETURN 'agency_may_not';
    END IF;

  ELSIF i.type = 'held_settled' THEN
    SELECT e.* INTO target FROM sync.event e WHERE e.id = (sync._ids(jsonb_build_array(i.val->'fact')))[1] ORDER BY e.pos LIMIT 1;
    IF target.held = 'adopted' OR target.kind IN ('person', 'rule', 'erasure') THEN
      needed := 3;
    ELSE
      SELECT greatest(2, max(y.rank)) INTO needed FROM sync.event_type y WHERE y.type = target.type;
    END IF;
    IF sync._rank(b) < needed THEN
      RETURN 'role';
    END IF;
  END IF;

  -- history that a desk brings may hold acts of its own supervisors, but only upon incidents it brings too
  IF i.ctr = d.adopts AND (SELECT y.rank FROM sync.event_type y WHERE y.type = i.type AND y.v = i.v) > 1
     AND EXISTS (SELECT 1 FROM sync.event e WHERE e.sub IN (i.sub, i.also) AND NOT e.adopted) THEN
    RETURN 'needs_login';
  END IF;
  RETURN NULL;
END $$;
