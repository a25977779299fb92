// The native library of depthwise4j: the functions of io.github.depthwise4j.natives.NativeFunctions, which says what they do.
// ci/build-natives.sh builds it. It is linked to no other library: malloc, free, memset and memmove are those of the
// process, and the functions of oneDNN and OpenMP come as addresses.
#include <jni.h>
#include <stddef.h>
#include <stdint.h>

void *malloc(size_t bytes);
void free(void *block);
void *memset(void *block, int value, size_t bytes);
void *memmove(void *to, const void *from, size_t bytes);

#define FUNCTION(type, name) JNIEXPORT type JNICALL Java_io_github_depthwise4j_natives_NativeFunctions_##name
#define POINTER(address) ((void *) (intptr_t) (address))

// What run returns if the JVM cannot give access to an array. oneDNN's own results are not negative.
#define NO_ARRAY (-1)

// An argument of a primitive: oneDNN's object, and the address that it has.
struct argument {
  void *memory;
  intptr_t address;
};

// Where an argument is: at a distance from an operand of the call, or from 0.
struct place {
  struct argument *argument;
  int64_t operand;
  int64_t offset;
};

// A primitive to be executed. The class Steps writes it, with 8 bytes for each number.
struct step {
  void *primitive;
  void *stream;
  int64_t count;
  void *arguments;
  int64_t places;
  struct place place[5];
};

static int (*primitive_execute)(void *primitive, void *stream, int count, const void *arguments);
static int (*memory_set_data_handle)(void *memory, void *address);
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

FUNCTION(void, move)(JNIEnv *env, jclass type, jlong from, jlong to, jlong bytes) {
  memmove(POINTER(to), POINTER(from), (size_t) bytes);
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

FUNCTION(void, bind)(JNIEnv *env, jclass type, jlong execute, jlong set_handle, jlong get, jlong set) {
  primitive_execute = (int (*)(void *, void *, int, const void *)) (intptr_t) execute;
  memory_set_data_handle = (int (*)(void *, void *)) (intptr_t) set_handle;
  get_max_threads = (int (*)(void)) (intptr_t) get;
  set_num_threads = (void (*)(int)) (intptr_t) set;
}

FUNCTION(jint, maxThreads)(JNIEnv *env, jclass type) {
  return get_max_threads();
}

FUNCTION(void, setThreads)(JNIEnv *env, jclass type, jint threads) {
  set_num_threads(threads);
}

static int one_step(const struct step *step, const intptr_t operands[]) {
  for (int64_t i = 0; i < step->places; i++) {
    const struct place *place = &step->place[i];
    intptr_t address = operands[place->operand] + place->offset;
    if (place->argument->address != address) {
      int status = memory_set_data_handle(place->argument->memory, POINTER(address));
      if (status != 0) return status;
      place->argument->address = address;
    }
  }
  return primitive_execute(step->primitive, step->stream, (int) step->count, step->arguments);
}

// Between the critical calls there is no call of JNI, and nothing that waits for another thread.
FUNCTION(jint, run)(JNIEnv *env, jclass type, jlong steps, jint count, jfloatArray src_array, jlong src, jlong weights,
                    jlong bias, jlong residual, jfloatArray dst_array, jlong dst) {
  void *src_start = NULL;
  void *dst_start = NULL;
  if (src_array != NULL) {
    src_start = (*env)->GetPrimitiveArrayCritical(env, src_array, NULL);
    if (src_start == NULL) return NO_ARRAY;
  }
  if (dst_array != NULL) {
    dst_start = (*env)->GetPrimitiveArrayCritical(env, dst_array, NULL);
    if (dst_start == NULL) {
      if (src_array != NULL) (*env)->ReleasePrimitiveArrayCritical(env, src_array, src_start, JNI_ABORT);
      return NO_ARRAY;
    }
  }
  const intptr_t operands[] = {0, (intptr_t) src_start + src, weights, bias, residual, (intptr_t) dst_start + dst};
  const struct step *step = POINTER(steps);
  int before = get_max_threads();
  if (before != 1) set_num_threads(1);
  int status = 0;
  for (jint i = 0; i < count && status == 0; i++) {
    status = one_step(&step[i], operands);
  }
  if (before != 1) set_num_threads(before);
  if (dst_array != NULL) (*env)->ReleasePrimitiveArrayCritical(env, dst_array, dst_start, 0);
  if (src_array != NULL) (*env)->ReleasePrimitiveArrayCritical(env, src_array, src_start, JNI_ABORT);
  return status;
}
