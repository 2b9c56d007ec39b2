#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Fairlead authors
# SPDX-License-Identifier: Apache-2.0
#
# Creates the roles (deploy/elasticsearch/roles) and users of docker-compose.yml in Elasticsearch; safe to repeat.
#   fairlead_sink     installs templates, adds documents and reads them back, changes and deletes none
#   fairlead_analyst  reads
#   kibana_system     Elasticsearch's own, gets its password
set -euo pipefail

url=${ELASTICSEARCH_URL:-https://elasticsearch:9200}
secrets=${SECRETS:-/run/secrets}
roles=${ROLES:-/roles}

ask() { # ask METHOD PATH BODY; the password goes by standard input, so that no process list shows it
    curl --silent --show-error --fail --retry 10 --retry-connrefused --retry-delay 3 --cacert "$secrets/ca" \
        --config - --request "$1" "$url$2" --header 'content-type: application/json' --data "$3" >/dev/null <<CONFIG
user = "elastic:$(cat "$secrets/elasticsearch_elastic")"
CONFIG
}

for role in "$roles"/*.json; do
    ask PUT "/_security/role/$(basename "$role" .json)" "$(cat "$role")"
done
ask PUT /_security/user/fairlead_sink "{\"password\": \"$(cat "$secrets/elasticsearch_sink")\", \"roles\": [\"fairlead_sink\"]}"
ask PUT /_security/user/fairlead_analyst "{\"password\": \"$(cat "$secrets/elasticsearch_analyst")\", \"roles\": [\"fairlead_analyst\", \"kibana_admin\"]}"
ask POST /_security/user/kibana_system/_password "{\"password\": \"$(cat "$secrets/elasticsearch_kibana")\"}"
echo "roles and users stand"
