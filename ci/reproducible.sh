#!/usr/bin/env bash
# Builds HEAD twice, in two directories and by two JDKs, and compares the jars byte for byte. The Javadoc is not among
# them: each JDK writes other pages.
# By hand: ci/reproducible.sh [JAVA_HOME of the second JDK (default: the newest on this machine)]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

second=${1:-}
if [[ -z $second ]]; then
  second=$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -n 1 || true)
  [[ -n $second ]] || second=${JAVA_HOME_25_X64:-}
fi
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

# build DIRECTORY: HEAD, built in a clone of its own; the formatter may not know a new JDK and does not change the jars.
build() {
  git clone -q "$root" "$1"
  mvn -B -q -f "$1" -DskipTests -Dspotless.check.skip=true -Dmaven.test.skip=true package >"$temporary/log" 2>&1 \
    || { tail -n 30 "$temporary/log" >&2; exit 1; }
}

echo "== HEAD in one directory, $(java -version 2>&1 | head -n 1)"
build "$temporary/one"
echo "== HEAD in another directory with a longer name"
if [[ -n $second ]]; then
  export JAVA_HOME=$second
  "$second/bin/java" -version 2>&1 | head -n 1
else
  echo "no second JDK on this machine: the same JDK again"
fi
build "$temporary/another directory"

cd "$temporary/one/target"
different=0
for jar in *.jar; do
  if cmp -s "$jar" "$temporary/another directory/target/$jar"; then
    echo "equal: $jar $(sha256sum "$jar" | cut -d ' ' -f 1)"
  else
    echo "different: $jar"
    different=1
    mkdir -p "$temporary/a/$jar" "$temporary/b/$jar"
    (cd "$temporary/a/$jar" && jar --extract --file "$temporary/one/target/$jar")
    (cd "$temporary/b/$jar" && jar --extract --file "$temporary/another directory/target/$jar")
    diff -rq "$temporary/a/$jar" "$temporary/b/$jar" | head -n 20 || true
  fi
done
(( different == 0 )) || { echo "ci/reproducible.sh: the jars differ" >&2; exit 1; }
echo "== equal byte for byte"
