#!/usr/bin/env bash
# Draws random problems and looks for those that take longer than their work explains: each is checked against the
# oracle and timed beside a model (2 us + bytes at 4 GB/s + multiply-adds at 2.5 G/s) and beside its neighbours. Writes
# finds.csv, hunt.md and hunt.png into a folder. Fails if a result is wrong or a plan cannot be made, never for a time.
# By hand: ci/hunt.sh (10000 problems of each operation; end it when you like, the next run goes on)
#   ci/hunt.sh --short (two minutes, and a test of the hunt itself)
#   ci/hunt.sh --draws moderate --count 500 --seed 2 --out DIR
#   ci/hunt.sh --problem "depthwise_conv2d float32 NHWC SAME ..."
#   ci/hunt.sh --compare-measure --draws depthwise --count 500 --out DIR
# --help lists all options. ONEDNN_MAX_CPU_ISA=AVX2 or SSE41 forbids newer instruction sets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=target/hunt/${ONEDNN_MAX_CPU_ISA:-newest}
short=
options=()
anew=
for argument in "$@"; do
  case $argument in
    --short)
      options+=(--draws depthwise,conv2d,separable,moderate --count 60 --neighbours 3 --minutes 2)
      anew=yes
      short=yes
      ;;
    --problem | --problem=*) anew=yes && options+=("$argument") ;;
    --out | --out=*) out= && options+=("$argument") ;;
    *) options+=("$argument") ;;
  esac
done
# The short form and single problems do not go on where the last run stopped.
[[ -z $anew || -z $out ]] || rm -rf "$out"

class_path=$(bash ci/class-path.sh jmh)
# Only the tests of the hunt, not those of the product that is built with it.
if [[ -n $short ]]; then
  rm -rf target/jmh/surefire-reports
  mvn -B -q -f src/pom.xml -pl jmh -am test '-Dtest=io/github/depthwise4j/benchmarks/**/*Test' \
    -Dsurefire.failIfNoSpecifiedTests=false >&2
  [[ -d target/jmh/surefire-reports ]] || { echo "ci/hunt.sh: no test of the hunt ran" >&2; exit 1; }
fi
exec java -Djava.awt.headless=true -Xmx1g -cp "$class_path" io.github.depthwise4j.benchmarks.hunt.HuntCommand \
  ${out:+--out "$out"} "${options[@]}"
