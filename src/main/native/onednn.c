// oneDNN's functions for io.github.depthwise4j.onednn.functions: each takes and returns what oneDNN's function of that name does,
// with handles and addresses as numbers. DnnlFunctions says what they do.
// They are found in the file that open loads, so that this library is linked to no other one. The headers of oneDNN
// give the types: the compiler checks each call.
#include <jni.h>
#include <oneapi/dnnl/dnnl.h>

// The linker need not find them: a JVM that is part of another program may hide them.
__attribute__((weak)) void *dlopen(const char *file, int flags);
__attribute__((weak)) void *dlsym(void *library, const char *name);
#define RTLD_LAZY 1
#define RTLD_DEFAULT NULL

#define LIBRARY(type, name) JNIEXPORT type JNICALL Java_io_github_depthwise4j_natives_NativeFunctions_##name
#define FUNCTION(type, name) JNIEXPORT type JNICALL Java_io_github_depthwise4j_onednn_functions_OwnFunctions_##name
#define POINTER(address) ((void *) (intptr_t) (address))

#define ALL_FUNCTIONS(F) \
  F(engine_create) F(stream_create) F(stream_destroy) F(memory_create) F(memory_destroy) F(memory_set_data_handle) \
  F(memory_desc_create_with_tag) F(memory_desc_create_with_strides) F(memory_desc_clone) F(memory_desc_destroy) \
  F(memory_desc_get_size) F(memory_desc_equal) F(memory_desc_query) F(primitive_attr_create) \
  F(primitive_attr_destroy) F(primitive_attr_set_scratchpad_mode) F(primitive_attr_set_fpmath_mode) \
  F(primitive_attr_set_post_ops) F(post_ops_create) F(post_ops_destroy) F(post_ops_append_sum) \
  F(post_ops_append_eltwise) F(post_ops_append_binary) F(primitive_desc_next_impl) F(primitive_desc_query) \
  F(primitive_desc_query_md) F(primitive_desc_destroy) F(primitive_create) F(primitive_destroy) F(primitive_execute) \
  F(convolution_forward_primitive_desc_create) F(deconvolution_forward_primitive_desc_create) \
  F(pooling_forward_primitive_desc_create) F(reduction_primitive_desc_create) F(matmul_primitive_desc_create) \
  F(eltwise_forward_primitive_desc_create) F(binary_primitive_desc_create) F(prelu_forward_primitive_desc_create) \
  F(softmax_forward_primitive_desc_create) F(resampling_forward_primitive_desc_create) \
  F(reorder_primitive_desc_create) F(get_effective_cpu_isa) F(set_max_cpu_isa) F(set_primitive_cache_capacity) \
  F(version)

#define DECLARE(name) static __typeof__(dnnl_##name) *name;
ALL_FUNCTIONS(DECLARE)

static void *library;

static jboolean find_all(void *opened) {
#define FIND(name) if ((name = (__typeof__(name)) dlsym(opened, "dnnl_" #name)) == NULL) return JNI_FALSE;
  ALL_FUNCTIONS(FIND)
  return JNI_TRUE;
}

LIBRARY(jboolean, open)(JNIEnv *env, jclass type, jbyteArray path) {
  if (dlopen == NULL || dlsym == NULL) return JNI_FALSE;
  jbyte *file = (*env)->GetByteArrayElements(env, path, NULL);
  if (file == NULL) return JNI_FALSE;
  void *opened = dlopen((char *) file, RTLD_LAZY);
  (*env)->ReleaseByteArrayElements(env, path, file, JNI_ABORT);
  if (opened == NULL) return JNI_FALSE;
  library = opened;
  return JNI_TRUE;
}

LIBRARY(jboolean, bindOneDnn)(JNIEnv *env, jclass type) {
  return library != NULL && find_all(library);
}

LIBRARY(jlong, find)(JNIEnv *env, jclass type, jbyteArray function, jboolean called) {
  if (library == NULL) return 0;
  jbyte *name = (*env)->GetByteArrayElements(env, function, NULL);
  if (name == NULL) return 0;
  // The system looks for what oneDNN calls in the same order: an OpenMP runtime that LD_PRELOAD names comes first.
  void *address = called ? dlsym(RTLD_DEFAULT, (char *) name) : NULL;
  if (address == NULL) address = dlsym(library, (char *) name);
  (*env)->ReleaseByteArrayElements(env, function, name, JNI_ABORT);
  return (intptr_t) address;
}

// A handle, or minus the status.
static jlong result(dnnl_status_t status, const void *handle) {
  return status == dnnl_success ? (jlong) (intptr_t) handle : -(jlong) status;
}

// The numbers of an array; NULL if there is none. oneDNN refuses more of them than fit.
static dnnl_dim_t *read(JNIEnv *env, jlongArray array, dnnl_dims_t numbers) {
  if (array == NULL) return NULL;
  jsize length = (*env)->GetArrayLength(env, array);
  if (length > DNNL_MAX_NDIMS) length = DNNL_MAX_NDIMS;
  (*env)->GetLongArrayRegion(env, array, 0, length, numbers);
  return numbers;
}

FUNCTION(jlong, engineCreate)(JNIEnv *env, jobject self) {
  dnnl_engine_t engine = NULL;
  dnnl_status_t status = engine_create(&engine, dnnl_cpu, 0);
  return result(status, engine);
}

FUNCTION(jlong, streamCreate)(JNIEnv *env, jobject self, jlong engine) {
  dnnl_stream_t stream = NULL;
  dnnl_status_t status = stream_create(&stream, POINTER(engine), dnnl_stream_default_flags);
  return result(status, stream);
}

FUNCTION(void, streamDestroy)(JNIEnv *env, jobject self, jlong stream) {
  stream_destroy(POINTER(stream));
}

FUNCTION(jlong, memoryCreate)(JNIEnv *env, jobject self, jlong desc, jlong engine) {
  dnnl_memory_t memory = NULL;
  dnnl_status_t status = memory_create(&memory, POINTER(desc), POINTER(engine), DNNL_MEMORY_NONE);
  return result(status, memory);
}

FUNCTION(void, memoryDestroy)(JNIEnv *env, jobject self, jlong memory) {
  memory_destroy(POINTER(memory));
}

FUNCTION(jint, memorySetDataHandle)(JNIEnv *env, jobject self, jlong memory, jlong address) {
  return memory_set_data_handle(POINTER(memory), POINTER(address));
}

FUNCTION(jlong, memoryDescCreateWithTag)(JNIEnv *env, jobject self, jlongArray dims, jint tag) {
  dnnl_memory_desc_t desc = NULL;
  dnnl_dims_t d = {0};
  int ndims = (*env)->GetArrayLength(env, dims);
  dnnl_status_t status = memory_desc_create_with_tag(&desc, ndims, read(env, dims, d), dnnl_f32, tag);
  return result(status, desc);
}

FUNCTION(jlong, memoryDescCreateWithStrides)(JNIEnv *env, jobject self, jlongArray dims, jlongArray strides) {
  dnnl_memory_desc_t desc = NULL;
  dnnl_dims_t d = {0}, s = {0};
  int ndims = (*env)->GetArrayLength(env, dims);
  dnnl_status_t status =
      memory_desc_create_with_strides(&desc, ndims, read(env, dims, d), dnnl_f32, read(env, strides, s));
  return result(status, desc);
}

FUNCTION(jlong, memoryDescClone)(JNIEnv *env, jobject self, jlong other) {
  dnnl_memory_desc_t desc = NULL;
  dnnl_status_t status = memory_desc_clone(&desc, POINTER(other));
  return result(status, desc);
}

FUNCTION(void, memoryDescDestroy)(JNIEnv *env, jobject self, jlong desc) {
  memory_desc_destroy(POINTER(desc));
}

FUNCTION(jlong, memoryDescGetSize)(JNIEnv *env, jobject self, jlong desc) {
  return (jlong) memory_desc_get_size(POINTER(desc));
}

FUNCTION(jboolean, memoryDescEqual)(JNIEnv *env, jobject self, jlong first, jlong second) {
  return memory_desc_equal(POINTER(first), POINTER(second)) != 0;
}

FUNCTION(jint, memoryDescQueryInt)(JNIEnv *env, jobject self, jlong desc, jint what) {
  int answer = 0;
  dnnl_status_t status = memory_desc_query(POINTER(desc), what, &answer);
  return status == dnnl_success ? answer : -(jint) status;
}

FUNCTION(jlongArray, memoryDescQueryLongs)(JNIEnv *env, jobject self, jlong desc, jint what, jint count) {
  dnnl_dims_t *answer = NULL;
  if (memory_desc_query(POINTER(desc), what, &answer) != dnnl_success) return NULL;
  jlongArray numbers = (*env)->NewLongArray(env, count);
  if (numbers != NULL) (*env)->SetLongArrayRegion(env, numbers, 0, count, *answer);
  return numbers;
}

FUNCTION(jlong, primitiveAttrCreate)(JNIEnv *env, jobject self) {
  dnnl_primitive_attr_t attr = NULL;
  dnnl_status_t status = primitive_attr_create(&attr);
  return result(status, attr);
}

FUNCTION(void, primitiveAttrDestroy)(JNIEnv *env, jobject self, jlong attr) {
  primitive_attr_destroy(POINTER(attr));
}

FUNCTION(jint, primitiveAttrSetScratchpadMode)(JNIEnv *env, jobject self, jlong attr, jint mode) {
  return primitive_attr_set_scratchpad_mode(POINTER(attr), mode);
}

FUNCTION(jint, primitiveAttrSetFpmathMode)(JNIEnv *env, jobject self, jlong attr, jint mode) {
  return primitive_attr_set_fpmath_mode(POINTER(attr), mode);
}

FUNCTION(jint, primitiveAttrSetPostOps)(JNIEnv *env, jobject self, jlong attr, jlong ops) {
  return primitive_attr_set_post_ops(POINTER(attr), POINTER(ops));
}

FUNCTION(jlong, postOpsCreate)(JNIEnv *env, jobject self) {
  dnnl_post_ops_t ops = NULL;
  dnnl_status_t status = post_ops_create(&ops);
  return result(status, ops);
}

FUNCTION(void, postOpsDestroy)(JNIEnv *env, jobject self, jlong ops) {
  post_ops_destroy(POINTER(ops));
}

FUNCTION(jint, postOpsAppendSum)(JNIEnv *env, jobject self, jlong ops, jfloat scale) {
  return post_ops_append_sum(POINTER(ops), scale, 0, dnnl_f32);
}

FUNCTION(jint, postOpsAppendEltwise)(JNIEnv *env, jobject self, jlong ops, jint algorithm, jfloat alpha, jfloat beta) {
  return post_ops_append_eltwise(POINTER(ops), algorithm, alpha, beta);
}

FUNCTION(jint, postOpsAppendBinary)(JNIEnv *env, jobject self, jlong ops, jint algorithm, jlong src1) {
  return post_ops_append_binary(POINTER(ops), algorithm, POINTER(src1));
}

FUNCTION(jint, primitiveDescNextImpl)(JNIEnv *env, jobject self, jlong desc) {
  return primitive_desc_next_impl(POINTER(desc));
}

FUNCTION(jstring, primitiveDescImplementation)(JNIEnv *env, jobject self, jlong desc) {
  const char *name = NULL;
  dnnl_status_t status = primitive_desc_query(POINTER(desc), dnnl_query_impl_info_str, 0, &name);
  return status == dnnl_success ? (*env)->NewStringUTF(env, name) : NULL;
}

FUNCTION(jlong, primitiveDescQueryMd)(JNIEnv *env, jobject self, jlong desc, jint what, jint index) {
  return (intptr_t) primitive_desc_query_md(POINTER(desc), what, index);
}

FUNCTION(void, primitiveDescDestroy)(JNIEnv *env, jobject self, jlong desc) {
  primitive_desc_destroy(POINTER(desc));
}

FUNCTION(jlong, primitiveCreate)(JNIEnv *env, jobject self, jlong desc) {
  dnnl_primitive_t primitive = NULL;
  dnnl_status_t status = primitive_create(&primitive, POINTER(desc));
  return result(status, primitive);
}

FUNCTION(void, primitiveDestroy)(JNIEnv *env, jobject self, jlong primitive) {
  primitive_destroy(POINTER(primitive));
}

FUNCTION(jint, primitiveExecute)(JNIEnv *env, jobject self, jlong primitive, jlong stream, jint count, jlong args) {
  return primitive_execute(POINTER(primitive), POINTER(stream), count, POINTER(args));
}

FUNCTION(jlong, convolutionDesc)(JNIEnv *env, jobject self, jlong engine, jlong src, jlong weights, jlong bias,
                                jlong dst, jlongArray strides, jlongArray dilates, jlongArray before,
                                jlongArray after, jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_dims_t s = {0}, d = {0}, b = {0}, a = {0};
  dnnl_status_t status = convolution_forward_primitive_desc_create(
      &desc, POINTER(engine), dnnl_forward_inference, dnnl_convolution_direct, POINTER(src), POINTER(weights),
      POINTER(bias), POINTER(dst), read(env, strides, s), read(env, dilates, d), read(env, before, b),
      read(env, after, a), POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, deconvolutionDesc)(JNIEnv *env, jobject self, jlong engine, jlong src, jlong weights, jlong bias,
                                  jlong dst, jlongArray strides, jlongArray dilates, jlongArray before,
                                  jlongArray after, jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_dims_t s = {0}, d = {0}, b = {0}, a = {0};
  dnnl_status_t status = deconvolution_forward_primitive_desc_create(
      &desc, POINTER(engine), dnnl_forward_inference, dnnl_deconvolution_direct, POINTER(src), POINTER(weights),
      POINTER(bias), POINTER(dst), read(env, strides, s), read(env, dilates, d), read(env, before, b),
      read(env, after, a), POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, poolingDesc)(JNIEnv *env, jobject self, jlong engine, jint algorithm, jlong src, jlong dst,
                             jlongArray strides, jlongArray kernel, jlongArray before, jlongArray after, jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_dims_t s = {0}, k = {0}, undilated = {0}, b = {0}, a = {0};
  dnnl_status_t status = pooling_forward_primitive_desc_create(
      &desc, POINTER(engine), dnnl_forward_inference, algorithm, POINTER(src), POINTER(dst), read(env, strides, s),
      read(env, kernel, k), undilated, read(env, before, b), read(env, after, a), POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, reductionDesc)(JNIEnv *env, jobject self, jlong engine, jint algorithm, jlong src, jlong dst,
                               jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = reduction_primitive_desc_create(
      &desc, POINTER(engine), algorithm, POINTER(src), POINTER(dst), 0, 0, POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, matmulDesc)(JNIEnv *env, jobject self, jlong engine, jlong src, jlong weights, jlong dst, jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = matmul_primitive_desc_create(
      &desc, POINTER(engine), POINTER(src), POINTER(weights), NULL, POINTER(dst), POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, eltwiseDesc)(JNIEnv *env, jobject self, jlong engine, jint algorithm, jlong src, jlong dst,
                             jfloat alpha, jfloat beta, jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = eltwise_forward_primitive_desc_create(
      &desc, POINTER(engine), dnnl_forward_inference, algorithm, POINTER(src), POINTER(dst), alpha, beta,
      POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, binaryDesc)(JNIEnv *env, jobject self, jlong engine, jint algorithm, jlong src0, jlong src1, jlong dst,
                            jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = binary_primitive_desc_create(
      &desc, POINTER(engine), algorithm, POINTER(src0), POINTER(src1), POINTER(dst), POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, preluDesc)(JNIEnv *env, jobject self, jlong engine, jlong src, jlong weights, jlong dst, jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = prelu_forward_primitive_desc_create(
      &desc, POINTER(engine), dnnl_forward_inference, POINTER(src), POINTER(weights), POINTER(dst), POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, softmaxDesc)(JNIEnv *env, jobject self, jlong engine, jint algorithm, jlong src, jlong dst, jint axis,
                             jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = softmax_forward_primitive_desc_create(
      &desc, POINTER(engine), dnnl_forward_inference, algorithm, POINTER(src), POINTER(dst), axis, POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, resamplingDesc)(JNIEnv *env, jobject self, jlong engine, jint algorithm, jlong src, jlong dst,
                                jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = resampling_forward_primitive_desc_create(
      &desc, POINTER(engine), dnnl_forward_inference, algorithm, NULL, POINTER(src), POINTER(dst), POINTER(attr));
  return result(status, desc);
}

FUNCTION(jlong, reorderDesc)(JNIEnv *env, jobject self, jlong engine, jlong src, jlong dst, jlong attr) {
  dnnl_primitive_desc_t desc = NULL;
  dnnl_status_t status = reorder_primitive_desc_create(
      &desc, POINTER(src), POINTER(engine), POINTER(dst), POINTER(engine), POINTER(attr));
  return result(status, desc);
}

FUNCTION(jint, getEffectiveCpuIsa)(JNIEnv *env, jobject self) {
  return get_effective_cpu_isa();
}

FUNCTION(jint, setMaxCpuIsa)(JNIEnv *env, jobject self, jint isa) {
  return set_max_cpu_isa(isa);
}

FUNCTION(jint, setPrimitiveCacheCapacity)(JNIEnv *env, jobject self, jint capacity) {
  return set_primitive_cache_capacity(capacity);
}

FUNCTION(jlong, version)(JNIEnv *env, jobject self) {
  const dnnl_version_t *number = version();
  return (jlong) number->major << 32 | (jlong) number->minor << 16 | number->patch;
}
