#!/usr/bin/env bash
# Penjaga: mengakhiri sesi meja atau orang yang menahan catatan bersama. Setelan batas waktu dapat dimatikan oleh sebuah sesi bagi
# dirinya sendiri; yang ini tidak. Berjalan terus sebagai postgres (systemd/).   watchdog.sh [--once]
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
idle=${IDLE_SECONDS:-10}

# Anggota madiun_desk dan madiun_person yang: menganggur di dalam transaksi, bekerja terlalu lama, atau menahan kunci yang ditunggu
# orang lain lebih dari lima detik. Cadangan, standby dan administrator tidak pernah.
# Dipilih dahulu (MATERIALIZED), baru diakhiri: di dalam satu WHERE PostgreSQL boleh mengakhiri sebelum memeriksa.
round="WITH stuck AS MATERIALIZED (SELECT a.pid, a.usename, a.state FROM pg_stat_activity a
WHERE a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
  AND EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
              WHERE m.member = a.usesysid AND g.rolname IN ('madiun_desk', 'madiun_person'))
  AND (a.state LIKE 'idle in transaction%' AND a.state_change < clock_timestamp() - interval '$idle s'
    OR a.state = 'active' AND a.query_start < clock_timestamp() - interval '90 s'
    OR a.xact_start < clock_timestamp() - interval '120 s'
    OR EXISTS (SELECT 1 FROM pg_stat_activity w WHERE w.wait_event_type = 'Lock'
               AND w.query_start < clock_timestamp() - interval '5 s' AND a.pid = ANY (pg_blocking_pids(w.pid))
               AND a.xact_start < clock_timestamp() - interval '5 s')))
SELECT coalesce(string_agg(usename || ' (' || pid || ', ' || state || ')', ', ') FILTER (WHERE pg_terminate_backend(pid)), '')
FROM stuck"

while true; do
  ended=$(ask "$round" postgres) || ended=''
  [ -z "$ended" ] || say "diakhiri: $ended"
  [ "${1:-}" != --once ] || break
  sleep 5
done
