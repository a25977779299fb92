#!/usr/bin/env bash
# Ten million executions over changing shapes, plans, formats and threads: afterwards everything native is gone, and the resident size
# of the process is within 2 % of what it was after a fifth of them. The build has a short form, SoakTest, which counts only.
# By hand: mvn -B verify, then ci/soak.sh [executions (10000000)] (some ten minutes)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

executions=${1:-10000000}
mkdir -p target/ci
mvn -B -q dependency:build-classpath -Dmdep.outputFile=target/ci/classpath -Dmdep.includeScope=test
echo "== $executions executions"
# A heap of one size from the beginning, so that its growth is not taken for ours; and one arena of glibc's malloc instead of one for
# each thread, between which free memory wanders (3 % more after ten million executions, nothing of which is in use).
if ! MALLOC_ARENA_MAX=1 java -Xms256m -Xmx256m -XX:+AlwaysPreTouch -cp "target/test-classes:target/classes:$(<target/ci/classpath)" \
  io.github.depthwise4j.abuse.Soak "$executions"; then
  echo "ci/soak.sh: memory was not given back, or the process grew by more than 2 %" >&2
  exit 1
fi
echo "== the memory of the process stays where it is"
