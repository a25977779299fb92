#!/usr/bin/env bash
# Builds HEAD three times: twice by the same JDK in different directories, whose jars must be equal byte for byte, and
# once by another JDK. Compilers of different versions order the constants of a class differently, mark other
# parameters and make other helper classes. So from the other JDK the jar of the sources must be equal, and in the
# other jars everything but the classes. The Javadoc is not compared: each JDK writes other pages.
# By hand: ci/reproducible.sh [JAVA_HOME of the other JDK (default: a JDK 25 of this machine, if there is one)]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

other=${1:-${JAVA_HOME_25_X64:-$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -n 1 || true)}}
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

fail() {
  echo "ci/reproducible.sh: $*" >&2
  exit 1
}

# build DIRECTORY: HEAD, in a clone of its own. The formatter does not know every JDK, and does not change the jars.
build() {
  git clone -q "$root" "$temporary/$1"
  mvn -B -q -f "$temporary/$1" -Dspotless.check.skip=true -Dmaven.test.skip=true package >"$temporary/log" 2>&1 \
    || { tail -n 30 "$temporary/log" >&2; fail "the build failed"; }
}

echo "== $(git log -1 --format='%h %s'), by $(java -version 2>&1 | head -n 1)"
build one
build 'another directory'
cd "$temporary/one/target"
for jar in *.jar; do
  cmp "$jar" "$temporary/another directory/target/$jar" || fail "$jar differs between two directories"
  echo "$(sha256sum "$jar")"
done
echo "== equal byte for byte in two directories"

if [[ -z $other ]]; then
  echo "== no other JDK on this machine"
  exit 0
fi
echo "== by $("$other/bin/java" -version 2>&1 | head -n 1)"
JAVA_HOME=$other build other
for jar in *.jar; do
  if cmp -s "$jar" "$temporary/other/target/$jar"; then
    echo "$jar: equal byte for byte"
    continue
  fi
  [[ $jar != *-sources.jar ]] || fail "$jar differs, although it holds no classes"
  rm -rf "$temporary/a" "$temporary/b"
  mkdir "$temporary/a" "$temporary/b"
  (cd "$temporary/a" && jar --extract --file "$temporary/one/target/$jar")
  (cd "$temporary/b" && jar --extract --file "$temporary/other/target/$jar")
  files=$(diff -rq "$temporary/a" "$temporary/b" | grep -vE '\.class( differ)?$' || true)
  [[ -z $files ]] || fail "$jar differs in more than its classes: $files"
  echo "$jar: equal but for $(diff -rq "$temporary/a" "$temporary/b" | wc -l) classes"
done
echo "== equal but for what the compilers write differently"
