-- Apakah catatan bersama utuh: posisi rapat, setiap potongan cocok dengan sidik jarinya, dan rantai sampai ke ujung. Dibaca oleh
-- restore-drill.sh; boleh dijalankan kapan saja: psql -d madiun -f verify.sql
SET statement_timeout = 0;
SELECT CASE WHEN
    (SELECT count(*) = coalesce(max(pos), 0) FROM sync.event)
    AND (SELECT head FROM sync.feed WHERE feed_id = 1) = (SELECT count(*) FROM sync.event)
    AND NOT EXISTS (SELECT 1 FROM sync.event
      WHERE sha256(convert_to(hdr, 'UTF8')) <> hdr_hash OR fact IS NOT NULL AND sha256(convert_to(fact, 'UTF8')) <> fact_hash)
    AND (SELECT chain FROM sync.feed WHERE feed_id = 1) = coalesce(
      (SELECT sync.chained(''::bytea, hdr_hash || sync._verdict(eff_hlc, received_at, held, "by") ORDER BY pos) FROM sync.event), '')
  THEN 'utuh ' ELSE 'RUSAK ' END || (SELECT head FROM sync.feed WHERE feed_id = 1);
