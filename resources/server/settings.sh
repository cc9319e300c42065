# Dibaca oleh skrip lain di folder ini: setelan dari /etc/madiun/server.env dan letak program PostgreSQL.
# shellcheck shell=bash
set -euo pipefail
umask 077

# shellcheck source=/dev/null
source "${MADIUN_SERVER_ENV:-/etc/madiun/server.env}"
: "${PGCLUSTER:?}" "${DATABASE:?}" "${BACKUPS:?}" "${KEEP_DAYS:?}"
export PGCLUSTER
# shellcheck disable=SC2034  # dipakai oleh yang membaca berkas ini
bin=${PG_BIN:-/usr/lib/postgresql/${PGCLUSTER%%/*}/bin}

say() { printf 'madiun: %s\n' "$*"; }
stop() { printf 'madiun: %s\n' "$*" >&2; exit 1; }

# Pertanyaan untuk server yang menyala, sebagai superuser lewat soket; jawabannya tanpa hiasan.
ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --dbname "${2:-$DATABASE}" --command "$1"; }
