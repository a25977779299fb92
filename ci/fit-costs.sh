#!/usr/bin/env bash
# Makes a table of costs for the CPU it runs on, by which the rules choose strategies. It times all candidates of random
# problems and of layers of known networks by the processor time of one thread, fits the nanoseconds of what each does,
# changes them so that the fastest candidates have the lowest estimates, and reports how good the choices are where the
# table was not fitted. Writes times.csv and costs.txt into a folder: put costs.txt into Avx512Costs,
# Avx512NarrowCosts, Avx2Costs or Sse41Costs. The tables in the code were fitted to 2,000 problems of each draw with
# seeds 9001 and 9002 (SSE4.1: 9001) and, but for Avx512NarrowCosts, to 100 to 500 of seeds 7001 to 7007, which were
# timed with earlier versions. They were timed on AMD Zen 5, for Avx512NarrowCosts on AMD Zen 4: in 23 minutes.
# By hand: ci/fit-costs.sh (end it when you like, the next run goes on)
#   ci/fit-costs.sh --short (two minutes, and a test of the fit: to see that it works; the table is poor)
#   ci/fit-costs.sh --minutes 0 (fits again to the times of earlier runs, after a change of the counts)
# --help lists all options. ONEDNN_MAX_CPU_ISA=AVX2 or SSE41 forbids newer instruction sets: each has a table.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=target/costs/${ONEDNN_MAX_CPU_ISA:-newest}
short=
options=()
for argument in "$@"; do
  case $argument in
    --short)
      options+=(--minutes 2)
      out=${out:+$out-short}
      short=yes
      ;;
    --out | --out=*) out= && options+=("$argument") ;;
    *) options+=("$argument") ;;
  esac
done

class_path=$(bash ci/class-path.sh jmh)
if [[ -n $short ]]; then
  [[ -z $out ]] || rm -rf "$out"
  mvn -B -q -f src/pom.xml -pl jmh -am test '-Dtest=io/github/depthwise4j/benchmarks/costs/*Test' \
    -Dsurefire.failIfNoSpecifiedTests=false >&2
fi
exec java -Xmx1g -cp "$class_path" io.github.depthwise4j.benchmarks.costs.CostsCommand \
  ${out:+--out "$out"} "${options[@]}"
