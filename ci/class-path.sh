#!/usr/bin/env bash
# Builds what is in src/NAME beside the product and prints its class path. The other scripts use it, and so can you:
#   java -cp "$(ci/class-path.sh jmh)" org.openjdk.jmh.Main Overhead
# By hand: ci/class-path.sh jmh|peers|tensorflow|fuzz
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ $# -eq 1 && -e src/$1/pom.xml ]] || { echo "usage: ci/class-path.sh jmh|peers|tensorflow|fuzz" >&2; exit 1; }
mvn -B -q -f src/pom.xml -pl "$1" -am test-compile dependency:build-classpath >&2
echo "$PWD/target/$1/classes:$(<"target/$1/class-path")"
