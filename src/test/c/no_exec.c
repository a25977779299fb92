// Preloaded into a JVM, it refuses memory for code that is made at run time to all but the JVM and oneDNN, as a security module can do.
// See ci/hostile-jvm.sh.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int is_refused(void *caller) {
  Dl_info library;
  return dladdr(caller, &library) && library.dli_fname && !strstr(library.dli_fname, "libjvm") && !strstr(library.dli_fname, "libdnnl");
}

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
  if ((protection & PROT_EXEC) && is_refused(__builtin_return_address(0))) {
    errno = EACCES;
    return MAP_FAILED;
  }
  return (void *) syscall(SYS_mmap, address, length, protection, flags, file, offset);
}

void *mmap64(void *address, size_t length, int protection, int flags, int file, off_t offset)
    __attribute__((alias("mmap")));

int mprotect(void *address, size_t length, int protection) {
  if ((protection & PROT_EXEC) && is_refused(__builtin_return_address(0))) {
    errno = EACCES;
    return -1;
  }
  return (int) syscall(SYS_mprotect, address, length, protection);
}
