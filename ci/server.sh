#!/usr/bin/env bash
# Drives the server in src/server and checks every answer bit by bit: 1, 4 and 16 times as many callers as cores, 1 % bad
# requests; or faults while it runs. Everything stays on 127.0.0.1. The right answers are checked by the oracle.
# By hand: ci/server.sh --short (a minute: tests, also those of src/spring, and 20 seconds of load; it is in CI)
#   ci/server.sh (ten minutes of load)        ci/server.sh --seconds 180 --seed 2
#   ci/server.sh --faults (only the faults)
#   ci/server.sh --peers [--turns 10] [--callers 8] (the same service by this library, ONNX Runtime and TensorFlow Lite)
# The JDK is that of JAVA_HOME, or the first in the PATH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
model=src/test/resources/models/selfie_segmentation_landscape.tflite
modules=server
goals=(test-compile)
load=(--seconds 600)
run=(load)
rest=()
while (( $# > 0 )); do
  case $1 in
    --short)
      goals=(test '-Dtest=io/github/depthwise4j/server/**/*Test,SpringTest' -Dsurefire.failIfNoSpecifiedTests=false)
      modules=server,spring
      load=(--seconds 20)
      ;;
    --faults) run=(faults) ;;
    --peers)
      run=(compare)
      modules=server,peers
      ;;
    *) rest+=("$1") ;;
  esac
  shift
done

mvn -B -q -f src/pom.xml -pl "$modules" -am "${goals[@]}" dependency:build-classpath >&2

for program in "${run[@]}"; do
  options=(--model "$model")
  [[ $program != load ]] || options+=("${load[@]}")
  if [[ $program == compare ]]; then
    # Ours keeps its own version of JavaCPP.
    peers=$PWD/target/peers/classes
    options+=(--server "ours=$peers:$PWD/target/jmh/classes:$PWD/target/server/classes:$(<target/server/class-path)")
    options+=(--server "onnx=$peers:$(<target/peers/class-path)" --server "tflite=$peers:$(<target/peers/class-path)")
  fi
  # The answers that others are compared with are checked by the oracle when they are computed.
  # Java's client must not take a connection again that the server is just closing, after 10 idle seconds.
  "$java" -Xmx1g -Djava.awt.headless=true -Djdk.httpclient.keepalive.timeout=5 \
    -Ddepthwise4j.verifyFirst=true -Ddepthwise4j.verifyMismatch=throw \
    -cp "target/server/test-classes:target/server/classes:$(<target/server/class-path)" \
    "io.github.depthwise4j.server.load.${program^}Command" "${options[@]}" "${rest[@]}"
done
