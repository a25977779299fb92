#!/usr/bin/env bash
# Runs random problems under the heap checks of glibc. They end the process if oneDNN writes outside its memory.
# By hand: mvn -B verify, then ci/heap-checks.sh (needs glibc's libc_malloc_debug; without it, the script says so and
# stops)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

library=libc_malloc_debug.so.0
if ! LD_PRELOAD=$library true 2>&1 | { ! grep -q 'cannot be preloaded'; }; then
  echo "== no $library on this machine: heap checks skipped"
  exit 0
fi
echo "== random problems under glibc's heap checks"
LD_PRELOAD=$library GLIBC_TUNABLES=glibc.malloc.check=3 mvn -B surefire:test \
  -Dtest='RandomProblemsNativeTest,KnownFaultsTest,CandidatesTest,StrategyDivisionTest'
