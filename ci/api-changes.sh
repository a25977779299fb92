#!/usr/bin/env bash
# Compares the public API with that of the last release (the property api.base of src/api/pom.xml) and fails if programs
# would no longer compile or run. The report is target/api/japicmp. Before the first release there is nothing to compare
# with.
# By hand: ci/api-changes.sh [VERSION to compare with]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

base=${1:-$(sed -n 's|^ *<api.base>\(.*\)</api.base>$|\1|p' src/api/pom.xml)}
[[ -n $base ]] || { echo "ci/api-changes.sh: src/api/pom.xml has no property api.base" >&2; exit 1; }
artifact=io.github.depthwise4j:depthwise4j:$base
if ! mvn -B -q dependency:get -Dtransitive=false -Dartifact="$artifact" >/dev/null 2>&1; then
  echo "== depthwise4j $base is neither on Maven Central nor installed here: nothing to compare the API with"
  exit 0
fi
mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package
mvn -B -q -f src/api/pom.xml -Dapi.base="$base" verify
echo "== no program that uses depthwise4j $base breaks; see target/api/japicmp"
