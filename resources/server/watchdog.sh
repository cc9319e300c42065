#!/usr/bin/env bash
# Penjaga: mengakhiri sesi meja atau orang yang menahan catatan bersama. Setelan batas waktu dapat dimatikan oleh sebuah sesi bagi
# dirinya sendiri; yang ini tidak. Berjalan terus sebagai postgres (systemd/).   watchdog.sh [--once]
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
idle=${IDLE_SECONDS:-10}
blocking=${BLOCKING_SECONDS:-5}
full=${QUEUE_FULL:-0.3}

# Anggota madiun_desk dan madiun_person yang: menganggur di dalam transaksi, bekerja terlalu lama, atau menahan kunci yang ditunggu
# orang lain lebih dari lima detik; yang sendiri menunggu kunci tidak. Bila antrean pemberitahuan terisi lebih dari 0,3: juga yang
# tidak mengambil kirimannya (ClientWrite) atau lama di dalam transaksi, tiga setiap putaran, yang tertua dahulu; membaca isi antrean
# sekaligus membuang yang sudah dibaca semua sesi. Cadangan, standby dan administrator tidak pernah.
# Dipilih dahulu (MATERIALIZED), baru diakhiri: di dalam satu WHERE PostgreSQL boleh mengakhiri sebelum memeriksa.
round="WITH queue AS MATERIALIZED (SELECT pg_notification_queue_usage() AS usage),
theirs AS MATERIALIZED (SELECT a.* FROM pg_stat_activity a
WHERE a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
  AND EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
              WHERE m.member = a.usesysid AND g.rolname IN ('madiun_desk', 'madiun_person'))),
deaf AS MATERIALIZED (SELECT a.pid FROM theirs a
WHERE (SELECT usage FROM queue) > $full
  AND (a.wait_event = 'ClientWrite' OR a.xact_start < clock_timestamp() - interval '$blocking s')
ORDER BY least(a.xact_start, a.state_change) LIMIT 3),
stuck AS MATERIALIZED (SELECT a.pid, a.usename, a.state FROM theirs a
WHERE (a.pid IN (SELECT pid FROM deaf)
    OR a.state LIKE 'idle in transaction%' AND a.state_change < clock_timestamp() - interval '$idle s'
    OR a.state = 'active' AND a.query_start < clock_timestamp() - interval '90 s'
    OR a.xact_start < clock_timestamp() - interval '120 s'
    OR a.wait_event_type IS DISTINCT FROM 'Lock' AND a.xact_start < clock_timestamp() - interval '$blocking s'
      AND EXISTS (SELECT 1 FROM pg_stat_activity w WHERE w.wait_event_type = 'Lock'
                  AND w.query_start < clock_timestamp() - interval '$blocking s' AND a.pid = ANY (pg_blocking_pids(w.pid)))))
SELECT coalesce(string_agg(usename || ' (' || pid || ', ' || state || ')', ', ') FILTER (WHERE pg_terminate_backend(pid)), '')
FROM queue LEFT JOIN stuck ON true"

while true; do
  ended=$(ask "$round" postgres) || ended=''
  [ -z "$ended" ] || say "diakhiri: $ended"
  [ "${1:-}" != --once ] || break
  sleep 5
done
