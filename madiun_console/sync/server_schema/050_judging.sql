-- The verdict: whether a fact counts, or is held until a supervisor decides. What an operator typed is never refused.

-- Facts of a store that founded the center count over its device's login until the first person has a login of their own:
-- there is nobody yet who could confirm them.
CREATE OR REPLACE FUNCTION sync._founding(r sync.replica) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT r.replica_id = (SELECT founding_replica FROM sync.center)
     AND NOT EXISTS (SELECT 1 FROM sync.person WHERE login IS NOT NULL) $$;

-- What a store calls a fact whose identifier was used before.
CREATE OR REPLACE FUNCTION sync._kept_under(fact_hash bytea) RETURNS uuid
LANGUAGE sql IMMUTABLE AS
$$ SELECT encode(substr(fact_hash, 1, 16), 'hex')::uuid $$;

-- Whether an event came from the past that this device brings from working alone; another device's is as foreign as the center's.
CREATE OR REPLACE FUNCTION sync._brought(p_adopted boolean, p_replica int, p_device int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT p_adopted AND EXISTS (SELECT 1 FROM sync.replica r WHERE r.replica_id = p_replica AND r.device_id = p_device) $$;

-- Whether the log has all of these facts, and each is one that this device brought, under whatever name a store keeps it.
CREATE OR REPLACE FUNCTION sync._brought_facts(p_facts uuid[], p_device int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM unnest(p_facts) f WHERE NOT EXISTS (SELECT 1 FROM sync.event e WHERE e.id = f))
     AND NOT EXISTS (SELECT 1 FROM sync.event e WHERE e.id = ANY (p_facts) AND NOT sync._brought(e.adopted, e.replica_id, p_device))
     AND NOT EXISTS (SELECT 1 FROM sync.event e WHERE e.held = 'id_used' AND e.settled IS NULL
                       AND sync._kept_under(e.fact_hash) = ANY (p_facts) AND NOT sync._brought(e.adopted, e.replica_id, p_device))
$$;

-- The same for subjects: only this device has said anything about them.
CREATE OR REPLACE FUNCTION sync._brought_subjects(p_subjects uuid[], p_device int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM unnest(p_subjects) s WHERE NOT EXISTS (SELECT 1 FROM sync.event e WHERE e.sub = s))
     AND NOT EXISTS (SELECT 1 FROM sync.event e WHERE e.sub = ANY (p_subjects) AND NOT sync._brought(e.adopted, e.replica_id, p_device))
$$;

-- Whether somebody else was the first to say anything about one of these subjects.
CREATE OR REPLACE FUNCTION sync._begun_elsewhere(p_subjects uuid[], p_device int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM unnest(p_subjects) s CROSS JOIN LATERAL (
                   SELECT e.adopted, e.replica_id FROM sync.event e WHERE e.sub = s ORDER BY e.pos + 0 LIMIT 1) e
                 WHERE NOT sync._brought(e.adopted, e.replica_id, p_device))
$$;

-- The first event of an identifier is asked for `ORDER BY pos + 0`: by `pos` alone the planner may walk through the whole log.

-- Verdicts of a run, one row per item in their order, as far as they follow from what stands in the log and in the run.
-- `founding`: see above. Who may close an incident depends on its level: the highest of the writes that no other write of its
-- level names (docs/events.md, registers), those of the run included.
CREATE OR REPLACE FUNCTION sync._judge(p_items sync.item[], d sync.device, b sync.person, founding boolean)
RETURNS TABLE (n int, held text, again boolean, adopted boolean)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  c sync.center;
  mine text := (SELECT f.name FROM sync.feed f WHERE f.feed_id = d.feed_id);
  my_rank int := sync._rank(b);
  top text := (SELECT l.level FROM sync.level_rank l ORDER BY l.rank DESC LIMIT 1);  -- nothing is lowered by a raise to it
  lower_rank int := coalesce((SELECT max(y.rank) FROM sync.event_type y WHERE y.type = 'level_lowered'), 2);
  review_rank int := coalesce((SELECT max(y.rank) FROM sync.event_type y WHERE y.type = 'closing_approved'), 2);
BEGIN
  SELECT * INTO c FROM sync.center;
  RETURN QUERY
  WITH run AS MATERIALIZED (
    SELECT i.n, i.id, i.fact_hash, i.ctr, i.sub, i.also, i.type, i.actor, i.bad,
           CASE WHEN i.kind = 'incident' THEN i.val END AS val, CASE WHEN i.kind = 'incident' THEN i.base END AS base,
           i.rank, i.agency_may, i.kind IN ('person', 'rule') AS office, i.ctr = d.adopts AS from_home
    FROM unnest(p_items) i
  ), closed AS MATERIALIZED (
    SELECT coalesce(array_agg(DISTINCT r.sub), '{}') AS subs FROM run r
    WHERE r.type = 'incident_closed' OR r.type = 'level_raised' AND r.val->>'level' IS DISTINCT FROM top
  ), twice AS MATERIALIZED (  -- incidents that the run opens more than once
    SELECT r.sub, min(r.n) AS n FROM run r WHERE r.type = 'incident_opened' AND r.bad IS NULL GROUP BY r.sub HAVING count(*) > 1
  ), written AS MATERIALIZED (  -- levels of incidents that the run closes or raises
    SELECT DISTINCT ON (w.id) w.sub, w.id, l.rank, l.close_rank, w.base, w.n, w.type FROM (
      SELECT e.sub, e.id, e.type, f.f->'val'->>'level' AS level, sync._ids(f.f->'base') AS base, 0 AS n
      FROM closed c CROSS JOIN unnest(c.subs) s JOIN sync.event e ON e.sub = s
        AND e.type IN ('incident_opened', 'level_raised', 'level_lowered') AND (e.held IS NULL OR e.settled)
      CROSS JOIN LATERAL (SELECT e.fact::jsonb AS f OFFSET 0) f
      UNION ALL
      SELECT r.sub, r.id, r.type, r.val->>'level', CASE WHEN r.base = '[]' THEN '{}' ELSE sync._ids(r.base) END, r.n FROM run r
      WHERE r.sub = ANY ((SELECT c.subs FROM closed c)::uuid[]) AND r.bad IS NULL
        AND (r.type IN ('incident_opened', 'level_raised')
             OR r.type = 'level_lowered' AND (founding OR r.from_home OR b.id = r.actor AND my_rank > 1))
    ) w JOIN sync.level_rank l ON l.level = w.level
    ORDER BY w.id, w.n
  )
  SELECT i.n,
    CASE
      WHEN i.bad IS NOT NULL THEN NULL
      -- a copy has the verdict that its fact has by now
      WHEN seen.fact_hash = i.fact_hash THEN CASE WHEN seen.settled THEN NULL WHEN NOT seen.settled THEN 'refused' ELSE seen.held END
      WHEN seen.fact_hash IS NOT NULL THEN 'id_used'
      WHEN i.rank IS NULL THEN 'unknown_type'
      WHEN i.ctr <> c.ctr AND i.type <> 'center_founded' AND i.from_home IS NOT TRUE THEN 'other_center'
      WHEN i.from_home AND i.office THEN 'adopted'
      WHEN d.feed_id <> 1 AND NOT i.agency_may THEN 'not_for_agency'
      WHEN a.disabled THEN 'actor_disabled'
      WHEN d.feed_id = 1 AND a.agency IS NOT NULL THEN 'actor_elsewhere'
      WHEN d.feed_id <> 1 AND a.agency IS DISTINCT FROM mine THEN 'actor_elsewhere'
      -- history that a desk brings gives an agency only what it brings too
      WHEN needed.rank <= 1 THEN CASE WHEN i.from_home AND i.type IN ('report_linked', 'incident_escalated')
                                       AND sync._begun_elsewhere(ARRAY[i.sub, i.also], d.device_id) THEN 'needs_login' END
      -- and may hold acts of its own supervisors, but only upon incidents it brings too
      WHEN i.from_home THEN CASE WHEN EXISTS (SELECT 1 FROM sync.event e WHERE e.sub IN (i.sub, i.also)
                                                AND NOT sync._brought(e.adopted, e.replica_id, d.device_id)) THEN 'needs_login' END
      WHEN founding THEN CASE WHEN sync._rank(a) < needed.rank THEN 'role' END
      WHEN b.id IS DISTINCT FROM i.actor THEN 'needs_login'
      WHEN my_rank < needed.rank THEN 'role'
    END,
    coalesce(seen.fact_hash = i.fact_hash, false),
    coalesce(i.from_home, false)
  FROM run i
  LEFT JOIN sync.person a ON a.id = i.actor
  LEFT JOIN LATERAL (SELECT e.fact_hash, e.held, e.settled FROM sync.event e WHERE e.id = i.id ORDER BY e.pos + 0 LIMIT 1) seen ON true
  LEFT JOIN LATERAL (SELECT l.rank, l.close_rank FROM sync.level_rank l
                     WHERE i.type IN ('incident_closed', 'level_raised') AND l.level = i.val->>'level') said ON true
  -- only who may review says at once that a closing is approved
  CROSS JOIN LATERAL (SELECT CASE WHEN i.type = 'incident_closed' AND i.val->'approved' NOT IN ('false', 'null') THEN review_rank
                                  ELSE 0 END AS rank) approving
  CROSS JOIN LATERAL (SELECT CASE
      WHEN i.type NOT IN ('incident_opened', 'level_raised', 'incident_closed') THEN i.rank
      -- what is open is not opened again, and a raise ends no higher level: that would lower it
      WHEN i.type = 'incident_opened' THEN CASE
        WHEN EXISTS (SELECT 1 FROM twice o WHERE o.sub = i.sub AND o.n < i.n)
             OR EXISTS (SELECT 1 FROM sync.event e WHERE e.sub = i.sub AND e.type = 'incident_opened' AND (e.held IS NULL OR e.settled))
          THEN greatest(i.rank, lower_rank) ELSE i.rank END
      WHEN i.type = 'level_raised' THEN CASE
        WHEN i.val->>'level' IS DISTINCT FROM top AND coalesce(said.rank, 0) < (
            SELECT max(w.rank) FROM written w WHERE w.sub = i.sub AND w.n < i.n AND w.id = ANY (sync._ids(i.base)))
          THEN greatest(i.rank, lower_rank) ELSE i.rank END
      -- never was of a level that asks for more
      WHEN said.close_rank <= 1 AND approving.rank <= 1 AND (SELECT max(w.close_rank) FROM written w WHERE w.sub = i.sub) <= 1 THEN 1
      ELSE greatest(coalesce(said.close_rank, 2), approving.rank, (
        SELECT max(w.close_rank) FROM written w WHERE w.sub = i.sub AND w.n < i.n AND w.rank = (
          SELECT max(h.rank) FROM written h WHERE h.sub = i.sub AND h.n < i.n AND NOT EXISTS (
            SELECT 1 FROM written o WHERE o.sub = h.sub AND o.n < i.n AND o.id <> h.id AND h.id = ANY (o.base)
              AND (o.type = 'level_lowered' OR o.rank >= h.rank))))) END AS rank OFFSET 0) needed
  ORDER BY i.n;
END $$;

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
  IF p_held = 'role' AND sync._founding(r) AND i.type = 'person_added' AND i.sub = c.founder AND i.actor = c.founder
     AND NOT EXISTS (SELECT 1 FROM sync.person x WHERE x.id = c.founder) THEN
    p_held := NULL;  -- the first administrator, whom the founding fact names
  END IF;
  IF p_held IS NOT NULL OR i.bad IS NOT NULL THEN
    RETURN p_held;
  END IF;

  -- what matters is what the fact names: only what the desk brought itself
  IF i.ctr = d.adopts AND i.type = 'texts_erased' AND NOT sync._brought_facts(sync._ids(i.val->'facts'), d.device_id) THEN
    RETURN 'adopted';
  ELSIF i.ctr = d.adopts AND i.type = 'identity_shared'
        AND NOT sync._brought_subjects(sync._ids(i.val->'reports') || i.sub || i.also, d.device_id) THEN
    RETURN 'needs_login';
  END IF;

  IF i.type = 'center_founded' THEN
    RETURN CASE WHEN c.ctr <> '' THEN 'adopted' END;

  ELSIF i.type = 'password_set' THEN
    -- over a device only operators and people of agencies change their own; all else is said over the login of whoever says it.
    -- Whoever was not added yet, as far as it counts, may become anything
    SELECT * INTO a FROM sync.person WHERE id = i.sub;
    IF sync._founding(r) OR b.id = i.actor AND (i.sub = i.actor OR sync._rank(b) >= 3)
       OR i.actor = i.sub AND a.id IS NOT NULL AND a.login IS NULL AND sync._rank(a) < 2 AND i.val->>'by' = 'self' THEN
      RETURN NULL;
    END IF;
    RETURN 'needs_login';

  ELSIF d.feed_id <> 1 AND i.kind = 'escalation' THEN
    IF NOT EXISTS (SELECT 1 FROM sync.generation g WHERE g.escalation = i.sub AND g.feed_id = d.feed_id
                     AND g.incident = i.also AND g.closed IS NULL) THEN
      RETURN 'not_addressed';
    END IF;

  ELSIF i.type = 'identity_shared' THEN
    IF EXISTS (SELECT 1 FROM sync.generation g
               WHERE g.escalation = i.sub AND g.closed IS NULL AND sync._has_device_without_share(g.feed_id)) THEN
      RETURN 'agency_may_not';
    END IF;

  ELSIF i.type = 'held_settled' THEN
    SELECT e.* INTO target FROM sync.event e WHERE e.id = (sync._ids(jsonb_build_array(i.val->'fact')))[1] ORDER BY e.pos + 0 LIMIT 1;
    IF target.held = 'adopted' OR target.kind IN ('person', 'rule', 'erasure') THEN
      needed := 3;
    ELSE
      SELECT greatest(2, max(y.rank)) INTO needed FROM sync.event_type y WHERE y.type = target.type;
    END IF;
    IF sync._rank(b) < needed THEN
      RETURN 'role';
    END IF;
  END IF;

  RETURN NULL;
END $$;
