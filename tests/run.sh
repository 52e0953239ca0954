#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. The last line is "N passed, N failed".
#   --long   also what CI has no time for
set -euo pipefail
cd "$(dirname "$0")/.."

for option in "$@"; do
  case "$option" in
    --long) export VIDEOPROXY_LONG=1 ;;
    *) echo "usage: tests/run.sh [--long]" >&2; exit 2 ;;
  esac
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
configuration=Debug
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_missing() {
  local missing=()
  command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null || missing+=(ffmpeg)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  [ -d /usr/lib/postgresql ] || missing+=(postgresql)
  command -v redis-server >/dev/null || missing+=(redis-server)
  if [ ${#missing[@]} -gt 0 ]; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
  fi
  if [ -f tests/package.json ]; then npm ci --prefix tests --no-audit --no-fund; fi
}

build() {
  # The glob in src/VideoProxy also builds a plugin that the solution does not list.
  dotnet build VideoProxy.sln -c "$configuration" -warnaserror -m:2 -v quiet
}

# The sum of one attribute of the Counters in the result files of one project, or of all.
count() {
  { cat "$results/${2:-}"*.trx 2>/dev/null || true; } | sed -n 's/.*<Counters [^>]*\b'"$1"'="\([0-9]*\)".*/\1/p' | awk '{ sum += $1 } END { print sum + 0 }'
}

projects=()
for name in VideoProxy.Tests VideoProxy.ProviderTests VideoProxy.FunctionalTests; do
  if [ -f "tests/$name/$name.csproj" ]; then projects+=("tests/$name"); fi
done

install_missing </dev/null
build </dev/null

broken=0
for project in "${projects[@]}"; do
  name="$(basename "$project")"
  status=0
  dotnet test "$project" -c "$configuration" --no-build -v quiet --logger "console;verbosity=minimal" \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" </dev/null || status=$?
  # A run that crashed, ended early or failed outside a test is a failure that no result counts.
  if [ "$status" != 0 ] && [ "$(count failed "$name")" = 0 ]; then
    echo "$name: failed outside its tests" >&2
    broken=$((broken + 1))
  fi
done

# What the crash tests counted, for those who want more than "passed".
{ cat "$results"/*.trx 2>/dev/null || true; } | sed -n 's/.*\(Crashes o[nf] .*: [0-9]* kills, .*missing\).*/\1/p'

passed=$(count passed)
failed=$(($(count failed) + broken))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
