#!/usr/bin/env bash
# Measures whole networks beside ONNX Runtime and TensorFlow Lite on this machine, and prints a table: one thread, all
# threads, callers. A second table has the time from the start of a process to the first classification and the memory of
# the process, beside ONNX Runtime.
# By hand: ci/network-benchmark.sh [turns] [callers] [ESTIMATE] [MEASURE] [MobileNetV1] [MobileNetV2] [MobileNetV3-Large]
#   [EfficientNet-B0]; the default is 20 turns and 4 callers, both efforts and all networks: about 10 minutes.
# It downloads other libraries (350 MB) the first time. Nothing else should run on the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The library keeps its own version of JavaCPP: only ONNX Runtime, what writes its models, and the networks of the
# examples come from the peers.
# TensorFlow Lite needs another version, and runs in a process of its own.
peers=$(ci/class-path.sh peers)
entries=$(tr ':' '\n' <<<"$peers" | grep -E '/(peers/|test-)classes$|/(onnxruntime|protobuf-java|flatbuffers-java)-[^/]*\.jar$')
classes="$(ci/class-path.sh jmh):$(paste -sd: <<<"$entries")"
# ONNX Runtime 1.29 crashes in processes with a long command line, so the second class path is not an argument.
TENSORFLOW_LITE_CLASS_PATH=$peers java -cp "$classes" io.github.depthwise4j.peers.NetworkComparison "$@"
echo
names=()
for argument in "$@"; do
  [[ $argument == *Net* ]] && names+=("$argument")
done
java -cp "$classes" io.github.depthwise4j.peers.NetworkStarts 5 ${names[@]+"${names[@]}"}
