#!/usr/bin/env bash
# Runs ten million executions with changing shapes, plans, formats and threads, after two million that warm the JVM up.
# Afterwards all native memory is freed, and the resident size of the process in the last fifth is within 2 % of its
# size in the second. With a second number, each execution leaks that many bytes, and the script has to fail. SoakTest
# is the short form in the build; it only counts.
# By hand: mvn -B verify, then ci/soak.sh [executions (10000000) [leaked bytes (0)]] (about two minutes)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

executions=${1:-10000000}
leaked=${2:-0}
mkdir -p target/ci
mvn -B -q dependency:build-classpath -Dmdep.outputFile=target/ci/classpath -Dmdep.includeScope=test
echo "== $executions executions"
# The heap has a fixed size, so its growth is not counted. glibc's malloc uses one arena instead of one per thread: free
# memory moves between arenas (3 % more after ten million executions, none of it in use). The JVM's second compiler is
# off: malloc keeps what its largest compilation needed, and the next larger one may come at any time (2 % and more).
if ! MALLOC_ARENA_MAX=1 java -Xms256m -Xmx256m -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1 \
  -cp "target/test-classes:target/classes:$(<target/ci/classpath)" \
  io.github.depthwise4j.abuse.Soak "$executions" "$leaked"; then
  echo "ci/soak.sh: memory was not freed, or the process grew by more than 2 %" >&2
  exit 1
fi
echo "== the memory of the process does not grow"
