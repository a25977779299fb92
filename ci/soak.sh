#!/usr/bin/env bash
# Runs ten million executions with changing shapes, plans, formats and threads. Afterwards all native memory is freed,
# and the resident size of the process is within 2 % of its size after a fifth of the executions. SoakTest is the short
# form in the build; it only counts.
# By hand: mvn -B verify, then ci/soak.sh [executions (10000000)] (about ten minutes)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

executions=${1:-10000000}
mkdir -p target/ci
mvn -B -q dependency:build-classpath -Dmdep.outputFile=target/ci/classpath -Dmdep.includeScope=test
echo "== $executions executions"
# The heap has a fixed size, so its growth is not counted. glibc's malloc uses one arena instead of one per thread: free
# memory moves between arenas (3 % more after ten million executions, none of it in use).
if ! MALLOC_ARENA_MAX=1 java -Xms256m -Xmx256m -XX:+AlwaysPreTouch \
  -cp "target/test-classes:target/classes:$(<target/ci/classpath)" \
  io.github.depthwise4j.abuse.Soak "$executions"; then
  echo "ci/soak.sh: memory was not freed, or the process grew by more than 2 %" >&2
  exit 1
fi
echo "== the memory of the process does not grow"
