#!/usr/bin/env bash
# Measures whole networks beside ONNX Runtime on this machine, and prints a table: one thread, all threads, callers.
# By hand: ci/network-benchmark.sh [turns] [callers] [ESTIMATE] [MEASURE] [MobileNetV1] [MobileNetV2] [MobileNetV3-Large]
#   [EfficientNet-B0]; the default is 20 turns and 4 callers, both efforts and all networks: about 5 minutes.
# It downloads other libraries (350 MB) the first time. Nothing else should run on the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The class path of a profile, one entry in each line.
class_path() {
  local file=target/benchmarks/$1.classpath
  mvn -B -q "-P$1" dependency:build-classpath -Dmdep.includeScope=test "-Dmdep.outputFile=$file" >&2
  tr ':' '\n' <"$file"
}

mkdir -p target/benchmarks
mvn -B -q -Pbench,peers test-compile
# The library keeps its own version of JavaCPP: only ONNX Runtime comes from the peers.
entries=$(class_path bench; class_path bench,peers | grep -E '/(onnxruntime|protobuf-java)-[^/]*\.jar$')
exec java -cp "target/test-classes:target/classes:$(paste -sd: <<<"$entries")" \
  io.github.depthwise4j.peers.NetworkComparison "$@"
