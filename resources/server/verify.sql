-- Apakah catatan bersama utuh: posisi rapat, setiap teks cocok dengan sidik jarinya, dan setiap mata rantai menyambung yang sebelumnya
-- sampai ke ujung. Menjawab `utuh UJUNG` atau `RUSAK POSISI`. Dipakai restore-drill.sh; boleh kapan saja: psql -d madiun -f verify.sql
SET statement_timeout = 0;
SET temp_file_limit = -1;
WITH linked AS (
  SELECT pos, row_number() OVER w AS nth, hdr, hdr_hash, fact, fact_hash, chain,
    sha256(lag(chain, 1, ''::bytea) OVER w || hdr_hash || sync._verdict(eff_hlc, (extract(epoch FROM received_at) * 1000)::bigint, held, "by")) AS wanted
  FROM sync.event WINDOW w AS (ORDER BY pos)
), damaged AS (
  SELECT min(pos) AS pos FROM linked
  WHERE pos <> nth OR chain <> wanted OR sha256(convert_to(hdr, 'UTF8')) <> hdr_hash
    OR fact IS NOT NULL AND sha256(convert_to(fact, 'UTF8')) <> fact_hash
), tip AS (
  SELECT f.head, f.head = coalesce(e.pos, 0) AND f.chain = coalesce(e.chain, '') AS fits
  FROM sync.feed f LEFT JOIN LATERAL (SELECT pos, chain FROM sync.event ORDER BY pos DESC LIMIT 1) e ON true WHERE f.feed_id = 1
)
SELECT CASE WHEN damaged.pos IS NOT NULL THEN 'RUSAK ' || damaged.pos WHEN NOT tip.fits THEN 'RUSAK ' || tip.head
  ELSE 'utuh ' || tip.head END
FROM damaged, tip;
