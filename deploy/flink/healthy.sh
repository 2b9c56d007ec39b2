#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Fairlead authors
# SPDX-License-Identifier: Apache-2.0
#
# Ends with 0 when this container does its part of the detection job: on the job manager when every subtask of the job runs, on a
# task manager when it listens for the others. Needs nothing but bash.
set -euo pipefail
if [ "${1:-}" = taskmanager ]; then
  exec 3<>/dev/tcp/127.0.0.1/6122
  exit 0
fi
exec 3<>/dev/tcp/127.0.0.1/8081
printf 'GET /jobs/overview HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
answer=$(cat <&3)
# a job without a task manager is called running too
[[ $answer =~ \"running\":([0-9]+) ]]
running=${BASH_REMATCH[1]}
[[ $answer =~ \"total\":([0-9]+) ]]
[ "$running" -gt 0 ] && [ "$running" -eq "${BASH_REMATCH[1]}" ]
