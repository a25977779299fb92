#!/usr/bin/env bash
# Memory that runs out: every allocation Java makes and every large one oneDNN makes is refused once, the address space of the process
# is limited, and the Java heap is filled. Each time there is a clear exception, nothing is left, and later calls compute as before.
# oneDNN (3.11) itself does not survive the refusal of a small allocation (dnnl_memory_desc_create_with_tag writes to the null pointer);
# the library makes sure before each such call that there is a megabyte. Between other threads that is no guarantee.
# By hand: mvn -B verify, then ci/out-of-memory.sh (a minute; the first part needs a C compiler and is left out without)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mkdir -p target/ci
mvn -B -q dependency:build-classpath -Dmdep.outputFile=target/ci/classpath -Dmdep.includeScope=test
# oneDNN keeps no primitives, so that each is made, and its memory asked for, every time.
java=(java -Ddepthwise4j.primitiveCacheCapacity=0 -cp "target/test-classes:target/classes:$(<target/ci/classpath)")
programs=io.github.depthwise4j.abuse

if command -v cc >/dev/null; then
  echo "== each allocation refused once"
  cc -O1 -shared -fPIC -o target/ci/libfailing_malloc.so src/test/c/failing_malloc.c -ldl
  LD_PRELOAD=$PWD/target/ci/libfailing_malloc.so "${java[@]}" -Xmx256m $programs.NativeExhaustion
else
  echo "== no C compiler: refusal of single allocations left out"
fi

echo "== limited address space"
# The JVM itself ends where its own allocations fail: one collector thread, one compiler, a heap that is there from the beginning.
"${java[@]}" -Xms128m -Xmx128m -XX:+UseSerialGC -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1 -Xlog:os+thread=off \
  $programs.AddressLimit "${LIMIT_STEPS:-20}"

echo "== a full Java heap"
"${java[@]}" -Xmx24m -XX:+UseSerialGC $programs.HeapExhaustion "${HEAP_ROUNDS:-5}"
echo "== memory that runs out is survived"
