#!/usr/bin/env bash
# Sesudah memulihkan cadangan lama: menghapus lagi apa yang sejak itu dihapus menurut UU 27/2022, dan mencabut lagi komputer yang sejak
# itu dicabut (keep-lists.sh). Dijalankan sebagai postgres di server yang sudah menyala, sebelum meja boleh tersambung.
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
touch "$BACKUPS/erased.csv" "$BACKUPS/revoked.csv"
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "$DATABASE" > /dev/null << END
SET statement_timeout = 0;
BEGIN;
CREATE TEMPORARY TABLE again (id uuid, part text) ON COMMIT DROP;
\copy again FROM '$BACKUPS/erased.csv' WITH (FORMAT csv)
SELECT sync._erase(array_agg(id), ARRAY[part]) FROM again GROUP BY part;
CREATE TEMPORARY TABLE gone (login name) ON COMMIT DROP;
\copy gone FROM '$BACKUPS/revoked.csv' WITH (FORMAT csv)
SELECT sync.revoke(label) FROM sync.device JOIN gone USING (login) WHERE revoked_at IS NULL;
COMMIT;
END
say "diulang: $(wc -l < "$BACKUPS/erased.csv") penghapusan, $(wc -l < "$BACKUPS/revoked.csv") pencabutan"
