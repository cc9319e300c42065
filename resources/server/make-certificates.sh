#!/usr/bin/env bash
# Membuat otoritas sertifikat (CA) sendiri, dan sertifikat server darinya.
#   make-certificates.sh FOLDER NAMA_ATAU_IP...       misalnya: make-certificates.sh /root/madiun-ca 10.20.0.5 madiun.local
# Bila FOLDER sudah berisi CA, CA itu dipakai lagi dan meja yang sudah bergabung tetap percaya: begitu cara memperpanjang sertifikat
# server dan membuat sertifikat standby. ca.key tidak pernah berada di server: simpan FOLDER di tempat lain (flash disk terkunci).
set -euo pipefail
umask 077

if [ $# -lt 2 ]; then
  echo "Pemakaian: $0 FOLDER NAMA_ATAU_IP..." >&2
  exit 2
fi
folder=$1
shift
mkdir -p "$folder"
cd "$folder"

if [ ! -e ca.key ]; then
  openssl ecparam -name prime256v1 -genkey -noout -out ca.key
  openssl req -x509 -new -key ca.key -sha256 -days 3650 -subj "/CN=CA Konsol Madiun" -out ca.crt \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign"
fi

names=''
for name in "$@"; do
  if [[ $name =~ ^[0-9.]+$ || $name == *:* ]]; then kind=IP; else kind=DNS; fi
  names+=${names:+,}$kind:$name
done
openssl ecparam -name prime256v1 -genkey -noout -out server.key
openssl req -new -key server.key -subj "/CN=$1" -out server.csr
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -sha256 -days 825 -out server.only.crt -extfile <(
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=%s\n' "$names"
) 2>/dev/null
# CA ikut dikirim server: meja yang bergabung mengambilnya dan mencocokkannya dengan sidik jari di kode gabung
cat server.only.crt ca.crt > server.crt
rm server.csr server.only.crt

echo "Untuk server: $folder/server.crt dan $folder/server.key. Untuk administrator: $folder/ca.crt. Rahasia: $folder/ca.key."
openssl x509 -in ca.crt -noout -fingerprint -sha256
