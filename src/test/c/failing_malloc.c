// An allocator that fails on request: preloaded into a JVM, it refuses the n-th allocation that native code outside the JVM and the C
// library makes on the calling thread. See ci/out-of-memory.sh.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static __thread __attribute__((tls_model("initial-exec"))) long countdown = 0;
static __thread __attribute__((tls_model("initial-exec"))) int looking = 0;

// Lets the n-th allocation from now on fail, 0 none; returns how many were still to come.
long Java_io_github_depthwise4j_abuse_NativeExhaustion_failAllocation(void *env, void *type, long n) {
  long left = countdown;
  countdown = n;
  return left;
}

// oneDNN does not survive the refusal of a small allocation, which does not happen to those who made sure before that there is some
// memory: of its own, those of at least this size count. Those of this library's own native code count all.
#define LARGE ((size_t) 1 << 16)

static int refuses(void *caller, size_t size) {
  if (countdown <= 0 || looking) return 0;
  Dl_info info;
  looking = 1;
  int known = dladdr(caller, &info) != 0 && info.dli_fname != NULL;
  looking = 0;
  const char *file = known ? info.dli_fname : "";
  int native = strstr(file, "dnnl") || strstr(file, "stdc++") || strstr(file, "gomp");
  if (!(strstr(file, "jnidepthwise4j") || (native && size >= LARGE)) || --countdown > 0) return 0;
  errno = ENOMEM;
  return 1;
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size) { return refuses(CALLER, size) ? NULL : __libc_malloc(size); }

void *calloc(size_t count, size_t size) { return refuses(CALLER, count * size) ? NULL : __libc_calloc(count, size); }

void *realloc(void *old, size_t size) { return refuses(CALLER, size) ? NULL : __libc_realloc(old, size); }

void *memalign(size_t alignment, size_t size) { return refuses(CALLER, size) ? NULL : __libc_memalign(alignment, size); }

void *aligned_alloc(size_t alignment, size_t size) { return refuses(CALLER, size) ? NULL : __libc_memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (refuses(CALLER, size)) return ENOMEM;
  *result = __libc_memalign(alignment, size);
  return *result == NULL ? ENOMEM : 0;
}

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
  return refuses(CALLER, length) ? MAP_FAILED : (void *) syscall(SYS_mmap, address, length, protection, flags, file, offset);
}
