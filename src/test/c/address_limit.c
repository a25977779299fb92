// Limits the address space of its own process. See ci/out-of-memory.sh.
#include <sys/resource.h>

int Java_io_github_depthwise4j_abuse_AddressLimit_setLimit(void *env, void *type, long bytes) {
  (void) env;
  (void) type;
  struct rlimit limit = {.rlim_cur = (rlim_t) bytes, .rlim_max = RLIM_INFINITY};
  return setrlimit(RLIMIT_AS, &limit);
}
