#!/usr/bin/env bash
# Tests the lack of memory: each allocation of Java and each large one of oneDNN is refused once, the address space of
# the process is limited, and the Java heap is filled. Each time there is a clear exception, nothing leaks, and later
# calls compute. oneDNN (3.11) itself does not survive the refusal of a small allocation
# (dnnl_memory_desc_create_with_tag writes to the null pointer). The library checks before each such call that a
# megabyte is free; other threads may still take it in between.
# By hand: mvn -B verify, then ci/out-of-memory.sh (a minute; the first two parts need a C compiler and are skipped
# without one)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mkdir -p target/ci
mvn -B -q dependency:build-classpath -Dmdep.outputFile=target/ci/classpath -Dmdep.includeScope=test
# oneDNN caches no primitives, so each one is created, and allocates its memory, every time.
java=(java -Ddepthwise4j.primitiveCacheCapacity=0 -cp "target/test-classes:target/classes:$(<target/ci/classpath)")
programs=io.github.depthwise4j.abuse

if command -v cc >/dev/null; then
  echo "== each allocation refused once"
  cc -O1 -shared -fPIC -o target/ci/libfailing_malloc.so src/test/c/failing_malloc.c -ldl
  LD_PRELOAD=$PWD/target/ci/libfailing_malloc.so \
    "${java[@]}" -Xmx256m $programs.NativeExhaustion "$PWD/target/ci/libfailing_malloc.so"

  echo "== limited address space"
  cc -O1 -shared -fPIC -o target/ci/libaddress_limit.so src/test/c/address_limit.c
  # The JVM itself ends if its own allocations fail. So it gets one collector thread, one compiler, and its whole heap
  # at the start.
  "${java[@]}" -Xms128m -Xmx128m -XX:+UseSerialGC -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1 -Xlog:os+thread=off \
    $programs.AddressLimit "${LIMIT_STEPS:-20}" "$PWD/target/ci/libaddress_limit.so"
else
  echo "== no C compiler: refusal of single allocations and limited address space skipped"
fi

echo "== a full Java heap"
"${java[@]}" -Xmx24m -XX:+UseSerialGC $programs.HeapExhaustion "${HEAP_ROUNDS:-5}"
echo "== the lack of memory is survived"
