// The native library of depthwise4j: the functions of io.github.depthwise4j.natives.NativeFunctions, which says what they do.
// ci/build-natives.sh builds it. It is linked to no other library: malloc, free and memset are those of the process, and
// the functions of oneDNN and OpenMP come as addresses.
#include <jni.h>
#include <stddef.h>
#include <stdint.h>

void *malloc(size_t bytes);
void free(void *block);
void *memset(void *block, int value, size_t bytes);

#define FUNCTION(type, name) JNIEXPORT type JNICALL Java_io_github_depthwise4j_natives_NativeFunctions_##name
#define POINTER(address) ((void *) (intptr_t) (address))

static int (*primitive_execute)(void *primitive, void *stream, int count, const void *arguments);
static int (*get_max_threads)(void);
static void (*set_num_threads)(int threads);

FUNCTION(jlong, allocate)(JNIEnv *env, jclass type, jlong bytes) {
  return (intptr_t) malloc((size_t) bytes);
}

FUNCTION(void, free)(JNIEnv *env, jclass type, jlong block) {
  free(POINTER(block));
}

FUNCTION(void, clear)(JNIEnv *env, jclass type, jlong address, jlong bytes) {
  memset(POINTER(address), 0, (size_t) bytes);
}

FUNCTION(jfloat, getFloat)(JNIEnv *env, jclass type, jlong address) {
  return *(float *) POINTER(address);
}

FUNCTION(void, setFloat)(JNIEnv *env, jclass type, jlong address, jfloat value) {
  *(float *) POINTER(address) = value;
}

FUNCTION(jobject, view)(JNIEnv *env, jclass type, jlong address, jlong bytes) {
  return (*env)->NewDirectByteBuffer(env, POINTER(address), bytes);
}

FUNCTION(jlong, addressOf)(JNIEnv *env, jclass type, jobject direct) {
  return (intptr_t) (*env)->GetDirectBufferAddress(env, direct);
}

FUNCTION(void, bind)(JNIEnv *env, jclass type, jlong execute, jlong get, jlong set) {
  primitive_execute = (int (*)(void *, void *, int, const void *)) (intptr_t) execute;
  get_max_threads = (int (*)(void)) (intptr_t) get;
  set_num_threads = (void (*)(int)) (intptr_t) set;
}

FUNCTION(jint, maxThreads)(JNIEnv *env, jclass type) {
  return get_max_threads();
}

FUNCTION(void, setThreads)(JNIEnv *env, jclass type, jint threads) {
  set_num_threads(threads);
}

FUNCTION(jint, execute)(JNIEnv *env, jclass type, jlong primitive, jlong stream, jint count, jlong arguments) {
  return primitive_execute(POINTER(primitive), POINTER(stream), count, POINTER(arguments));
}

FUNCTION(jint, executeAlone)(JNIEnv *env, jclass type, jlong primitive, jlong stream, jint count, jlong arguments) {
  int before = get_max_threads();
  if (before != 1) set_num_threads(1);
  int status = primitive_execute(POINTER(primitive), POINTER(stream), count, POINTER(arguments));
  if (before != 1) set_num_threads(before);
  return status;
}
