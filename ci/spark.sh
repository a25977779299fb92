#!/usr/bin/env bash
# Tests the transformers in src/spark on a cluster of Spark with two executor processes: results bit by bit, and what
# fails. Spark's jars (320 MB) come from Maven Central at the first time. Spark 4.0 does not run on Java 24 and newer:
# there nothing is tested, and a line says so.
# By hand: ci/spark.sh --short (small sizes)
#   ci/spark.sh (10 000 pictures, 100 000 tensors, and the throughput beside processes without Spark and ONNX Runtime)
#   ci/spark.sh FaultsTest (only this class, in the long form)
# Executors write their logs below target/spark/home/work.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

options=-Ddepthwise4j.spark.long=true
tests='io/github/depthwise4j/spark/**/*Test'
while (( $# > 0 )); do
  case $1 in
    --short) options= ;;
    *) tests="io/github/depthwise4j/spark/**/$1" ;;
  esac
  shift
done

java=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -XshowSettings:properties -version 2>&1 |
  awk '/java.specification.version/ {print $3}')
if (( java > 23 )); then
  echo "Spark 4.0 needs the security manager, which Java $java has no more: the transformers are not tested"
  exit
fi

# Executors and logs of a run before.
rm -rf target/spark/home
mvn -B -q -f src/pom.xml -pl spark -am test -Dtest="$tests" -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspark.test.options="$options"
