#!/usr/bin/env bash
# Menaruh sebuah cadangan di folder data yang kosong, siap dinyalakan; WAL dari arsip menyusul sampai ujung, atau sampai SAAT.
#   restore.sh FOLDER_DATA [CADANGAN.tar.gz] [SAAT]     SAAT: '2026-11-26 09:30:00+07'; tanpa CADANGAN: yang terbaru
# Dijalankan sebagai postgres, server mati. FOLDER_DATA yang berisi tidak disentuh: pindahkan dahulu.
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
data=${1:?folder data}
backup=${2:-$(find "$BACKUPS/base" -name '*.tar.gz' | sort | tail -n 1)}
until=${3:-}
[ -n "$backup" ] || stop "tidak ada cadangan di $BACKUPS/base"
if [ -d "$data" ] && [ -n "$(ls -A "$data")" ]; then stop "$data tidak kosong; pindahkan dahulu"; fi

mkdir -p "$data"
chmod 700 "$data"
tar --extract --gzip --file "$backup" --directory "$data"
"$bin/pg_verifybackup" --quiet "$data"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
{
  echo "restore_command = 'MADIUN_SERVER_ENV=${MADIUN_SERVER_ENV:-/etc/madiun/server.env} $here/fetch-wal.sh %f %p'"
  echo "recovery_target_timeline = 'latest'"
  echo "recovery_target_action = 'promote'"
  [ -z "$until" ] || echo "recovery_target_time = '$until'"
} >> "$data/postgresql.auto.conf"
touch "$data/recovery.signal"
say "$(basename "$backup") ada di $data; nyalakan server, pemulihan berjalan sendiri"
