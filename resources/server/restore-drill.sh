#!/usr/bin/env bash
# Latihan pemulihan: memulihkan cadangan terbaru di samping server yang menyala, memeriksa catatannya, lalu membuangnya lagi.
# Dijalankan sebagai postgres, setiap bulan (systemd/). Cadangan yang belum pernah dipulihkan belum tentu cadangan.
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
drill=$BACKUPS/drill
started=$SECONDS
rm -rf "$drill"
mkdir -p "$drill/socket"
finish() {
  "$bin/pg_ctl" stop --pgdata "$drill/data" --mode immediate --silent 2>/dev/null || true
  rm -rf "$drill"
}
trap finish EXIT

# supaya yang baru saja dicatat ikut diuji
live=$(ask "SELECT head FROM sync.feed WHERE feed_id = 1")
wal=$(ask "SELECT pg_walfile_name(pg_switch_wal())")
deadline=$((SECONDS + 60))
until [ -e "$BACKUPS/wal/$wal.gz" ]; do
  [ "$SECONDS" -lt "$deadline" ] || stop "WAL $wal belum sampai di arsip; periksa archive_command"
  sleep 1
done
"$here/restore.sh" "$drill/data"
# Debian menyimpan setelan di /etc: latihan memakai yang seperlunya, tanpa jaringan dan tanpa mengarsipkan
cat > "$drill/postgresql.conf" << END
listen_addresses = ''
port = 5999
unix_socket_directories = '$drill/socket'
hba_file = '$drill/pg_hba.conf'
ident_file = '$drill/pg_ident.conf'
archive_mode = off
max_connections = $(ask "SELECT current_setting('max_connections')")
max_wal_senders = $(ask "SELECT current_setting('max_wal_senders')")
max_worker_processes = $(ask "SELECT current_setting('max_worker_processes')")
END
echo "local all all peer" > "$drill/pg_hba.conf"
: > "$drill/pg_ident.conf"
"$bin/pg_ctl" start --pgdata "$drill/data" --silent --wait --timeout 3600 --log "$drill/log" \
  --options "-c config_file=$drill/postgresql.conf" || { tail -n 20 "$drill/log" >&2; stop "cadangan tidak dapat dinyalakan"; }

drilled() { env --unset=PGCLUSTER psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --host "$drill/socket" --port 5999 "$@"; }
deadline=$((SECONDS + 3600))
until [ "$(drilled --dbname "$DATABASE" --command 'SELECT pg_is_in_recovery()')" = f ]; do
  [ "$SECONDS" -lt "$deadline" ] || stop "pemulihan tidak selesai dalam satu jam"
  sleep 1
done
said=$(drilled --dbname "$DATABASE" --file "$here/verify.sql")
env --unset=PGCLUSTER "$bin/pg_amcheck" --host "$drill/socket" --port 5999 --install-missing=pg_catalog --database "$DATABASE" --no-dependent-toast
[ "${said%% *}" = utuh ] || stop "catatan yang dipulihkan rusak: $said"
touch "$BACKUPS/last-drill"
say "pulih sampai peristiwa ${said##* } dari $live, $said, dalam $((SECONDS - started)) detik"
