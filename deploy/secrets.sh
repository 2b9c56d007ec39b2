#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Fairlead authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the secrets that docker-compose.yml reads, once: passwords, a certificate authority and the certificates it signs.
# What is there stays. Run it before `docker compose up`.
#
#   deploy/secrets.sh [FOLDER [NAME...]]   FOLDER: where (default: deploy/secrets); NAME: further host names of ingest
set -euo pipefail

folder=${1:-"$(dirname "$0")/secrets"}
names=("${@:2}")
mkdir -p "$folder"
# containers run under other users and must read the files; nobody else gets into the folder
chmod 700 "$folder"
cd "$folder"

password() {
    [ -s "$1" ] || openssl rand -hex 24 | tr -d '\n' >"$1"
}

for user in admin ingest collect enrich detect sink; do
    password "kafka_$user"
done
for user in elastic kibana sink analyst; do
    password "elasticsearch_$user"
done
password ingest_token
password enrich_mac_key

if [ ! -s ca ]; then
    openssl req -x509 -newkey rsa:3072 -sha256 -days 3650 -nodes -subj "/CN=Fairlead" \
        -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign" \
        -keyout ca.key -out ca 2>/dev/null
fi

# A key and a certificate for these names: certificate NAME ALTERNATIVE...
certificate() {
    local name=$1 alternatives=IP:127.0.0.1,DNS:localhost alternative
    shift
    [ -s "${name}_certificate" ] && return
    for alternative in "$@"; do
        alternatives=$alternatives,DNS:$alternative
    done
    openssl req -newkey rsa:3072 -sha256 -nodes -subj "/CN=$1" -keyout "${name}_key" -out request 2>/dev/null
    openssl x509 -req -in request -CA ca -CAkey ca.key -CAcreateserial -days 825 -sha256 -out "${name}_certificate" \
        -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$alternatives") 2>/dev/null
    rm -f request
}

certificate kafka_tls kafka
certificate elasticsearch_tls elasticsearch
certificate ingest_tls ingest ${names[@]+"${names[@]}"}
# Kafka reads key and chain from one file
cat kafka_tls_key kafka_tls_certificate >kafka_tls
chmod 644 ./*
chmod 600 ca.key
printf 'secrets are in %s\n' "$PWD" >&2
