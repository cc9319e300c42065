#!/usr/bin/env bash
# Menyimpan dua daftar di luar cadangan: apa yang dihapus menurut UU 27/2022, dan komputer mana yang dicabut. Sesudah memulihkan
# cadangan lama keduanya diulang (reapply-lists.sh). Hanya nomor, tanpa data pelapor; daftar hanya bertambah.
# Dijalankan sebagai postgres setiap lima menit (systemd/) dan oleh backup.sh.
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
mkdir -p "$BACKUPS"
[ "$(ask "SELECT to_regclass('sync.erased') IS NOT NULL")" = t ] || exit 0

# daftar, pertanyaan
keep() {
  local list=$BACKUPS/$1
  touch "$list"
  { cat "$list"; ask "$2"; } | sort --unique > "$list.part"
  sync "$list.part"
  mv "$list.part" "$list"
}
exec 8> "$BACKUPS/.lists"
flock 8
keep erased.csv "SELECT id || ',' || part FROM sync.erased"
keep revoked.csv "SELECT login FROM sync.device WHERE revoked_at IS NOT NULL"
