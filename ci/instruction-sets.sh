#!/usr/bin/env bash
# Runs the tests tagged "isa" again with oneDNN limited to older instruction sets, as on older servers.
# By hand: mvn -B verify, then ci/instruction-sets.sh [SSE41 AVX2 ...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ $# -gt 0 ]] || set -- AVX2 SSE41
mkdir -p target/ci

for isa in "$@"; do
  echo "== tests tagged isa, oneDNN limited to $isa"
  log=target/ci/isa-$isa.log
  # oneDNN reads the variable once, while it loads. So each value needs a new JVM, which Surefire forks.
  ONEDNN_MAX_CPU_ISA=$isa mvn -B surefire:test -Dgroups=isa -Dsurefire.reportNameSuffix="$isa" | tee "$log"
  # Surefire succeeds without any test or if all are skipped; this script fails then.
  read -r run skipped < <(sed -n 's/.*Tests run: \([0-9]*\), .*Skipped: \([0-9]*\)$/\1 \2/p' "$log" | tail -n 1) || true
  if (( ${run:-0} <= ${skipped:-0} )); then
    echo "ci/instruction-sets.sh: no test ran under $isa; is the tree compiled, and are tests tagged isa?" >&2
    exit 1
  fi
  echo "== $isa: $((run - skipped)) tests passed"
done
