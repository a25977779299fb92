#!/usr/bin/env bash
# Measures whole networks beside ONNX Runtime on this machine, and prints a table: one thread, all threads, callers.
# By hand: ci/network-benchmark.sh [turns] [callers] [ESTIMATE] [MEASURE] [MobileNetV1] [MobileNetV2] [MobileNetV3-Large]
#   [EfficientNet-B0]; the default is 20 turns and 4 callers, both efforts and all networks: about 5 minutes.
# It downloads other libraries (350 MB) the first time. Nothing else should run on the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The library keeps its own version of JavaCPP: only ONNX Runtime and what writes its models come from the peers.
entries=$(ci/class-path.sh peers | tr ':' '\n' | grep -E '/peers/classes$|/(onnxruntime|protobuf-java)-[^/]*\.jar$')
exec java -cp "$(ci/class-path.sh jmh):$(paste -sd: <<<"$entries")" io.github.depthwise4j.peers.NetworkComparison "$@"
