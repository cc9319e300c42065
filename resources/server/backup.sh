#!/usr/bin/env bash
# Cadangan penuh server yang menyala, diperiksa, lalu yang sudah tua dihapus. Dijalankan sebagai postgres, setiap malam (systemd/).
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
base=$BACKUPS/base
mkdir -p "$base" "$BACKUPS/wal"
exec 9> "$BACKUPS/.lock"
flock --nonblock 9 || stop "cadangan lain sedang berjalan"

name=$(date --utc +%Y%m%dT%H%M%SZ)
part=$base/.part-$name
trap 'rm -rf "$part" "$part.tar.gz"' EXIT
# -X stream: cadangan ini utuh sendiri, tanpa arsip WAL
pg_basebackup --pgdata "$part" --format plain --wal-method stream --checkpoint fast --no-password --label "madiun $name"
"$bin/pg_verifybackup" --quiet "$part"
tar --create --gzip --file "$part.tar.gz" --directory "$part" .
sync "$part.tar.gz"
mv "$part.tar.gz" "$base/$name.tar.gz"
rm -rf "$part"

"$(dirname "${BASH_SOURCE[0]}")/keep-lists.sh"

# yang tua dihapus, tetapi dua yang terbaru selalu tinggal
find "$base" -name '*.tar.gz' -printf '%f\n' | sort --reverse | tail -n +3 | while read -r old; do
  if [ -n "$(find "$base/$old" -mtime "+$KEEP_DAYS")" ]; then rm "$base/$old"; fi
done
oldest=$(find "$base" -name '*.tar.gz' | sort | head -n 1)
first_wal=$(tar --extract --gzip --to-stdout --file "$oldest" ./backup_label | sed -n 's/^START WAL LOCATION: .* (file \([0-9A-F]*\))$/\1/p')
"$bin/pg_archivecleanup" -x .gz "$BACKUPS/wal" "$first_wal"

touch "$BACKUPS/last-good"
say "cadangan $name ($(du -h "$base/$name.tar.gz" | cut -f 1)) sudah diperiksa"
