#!/usr/bin/env bash
# Compares the gateway with bare servers on this machine and prints a table of ratios.
# Usage: run.sh [start | status | content | memory | create | tracking | hung | callbacks]…   (without a name: all)
set -euo pipefail
cd "$(dirname "$0")/../.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing=()
command -v wrk >/dev/null || missing+=(wrk)
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing+=(nginx)
[ -d /usr/lib/postgresql ] || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

dotnet build src/VideoProxy -c Release -m:2 -v quiet </dev/null
dotnet build tests/VideoProxy.Benchmarks -c Release -m:2 -v quiet </dev/null
PATH="$PATH:/usr/sbin" exec dotnet artifacts/bin/VideoProxy.Benchmarks/release/VideoProxy.Benchmarks.dll "$@" </dev/null
