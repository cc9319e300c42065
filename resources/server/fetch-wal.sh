#!/usr/bin/env bash
# restore_command: mengambil satu berkas WAL dari folder cadangan; gagal bila tidak ada, dan itu berarti sudah sampai ujung.
#   fetch-wal.sh %f %p
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
kept=$BACKUPS/wal/$1.gz
[ -e "$kept" ] || exit 1
gzip -cd "$kept" > "$2.part"
mv "$2.part" "$2"
