#!/usr/bin/env bash
# Builds the native library of this project from its source, and runs the tests that use it most on the result, which
# only this build directory gets.
# By hand: mvn -B verify, then ci/rebuilt-natives.sh (without a C compiler, the script says so and stops)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v gcc >/dev/null; then
  echo "== no gcc on this machine: the native library is not built again"
  exit 0
fi
bash ci/build-natives.sh target/classes/io/github/depthwise4j/natives
tests=RandomProblemsNativeTest,NativeMemoryTest,CallersOpenMpNumberTest,VirtualThreadsTest
mvn -B surefire:test -Dtest="$tests,HeapArray*Test,PlanCacheTest"
