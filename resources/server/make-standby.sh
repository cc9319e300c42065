#!/usr/bin/env bash
# Di komputer standby, sebagai postgres, cluster mati dan folder datanya kosong: menyalin server utama dan mengikutinya.
#   make-standby.sh FOLDER_DATA HOST_UTAMA PORT NAMA       NAMA: yang ditulis di synchronous_standby_names, misalnya siaga
# Kata sandi madiun_replication ada di ~/.pgpass; CA di /etc/madiun/tls/ca.crt (MADIUN_CA menunjuk yang lain).
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
data=${1:?folder data}
host=${2:?alamat server utama}
port=${3:?port}
name=${4:?nama}
if [ -d "$data" ] && [ -n "$(ls -A "$data")" ]; then stop "$data tidak kosong; pindahkan dahulu"; fi
env --unset=PGCLUSTER "$bin/pg_basebackup" --pgdata "$data" --wal-method stream --checkpoint fast --write-recovery-conf \
  --create-slot --slot "$name" --dbname "host=$host port=$port user=madiun_replication application_name=$name \
sslmode=verify-full sslrootcert=${MADIUN_CA:-/etc/madiun/tls/ca.crt} keepalives_idle=10 tcp_user_timeout=15000"
say "salinan ada di $data; nyalakan cluster, standby mengikuti sendiri"
