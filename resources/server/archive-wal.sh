#!/usr/bin/env bash
# archive_command: menyimpan satu berkas WAL ke folder cadangan. Baru dianggap berhasil bila sudah sampai di disk.
#   archive-wal.sh %p %f
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
from=$1
target=$BACKUPS/wal/$2.gz
mkdir -p "$BACKUPS/wal"

if [ -e "$target" ]; then
  # sesudah server mati mendadak berkas yang sama dikirim dua kali; isi yang lain berarti dua server memakai satu arsip
  gzip -cd "$target" | cmp -s - "$from" || stop "$target sudah ada dengan isi lain; dua server memakai satu arsip?"
  exit 0
fi
part=$(mktemp "$BACKUPS/wal/.part-XXXXXX")
trap 'rm -f "$part"' EXIT
gzip -1 -c "$from" > "$part"
sync "$part"
mv "$part" "$target"
sync "$BACKUPS/wal"
