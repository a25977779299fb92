/**
 * The planner. Packages above get plans only from here: they pass a problem and get a plan.
 *
 * <p>{@link io.github.depthwise4j.plan.Planner} asks {@code choice} for a strategy. {@code strategy} makes the plan
 * that executes it, and decides how the plan is divided. {@code parallel} runs the parts of a divided plan on threads.
 * {@code heap} combines such plans into plans for arrays of the Java heap. {@code form} states a problem in another
 * way, over the same memory, if that is faster. {@code margin} fills outputs that see only padding. {@code separable}
 * makes plans for separable convolutions of those for their two convolutions. All of them share {@code base}. Each
 * package knows only those below it: plan, separable, choice, strategy, heap, parallel, form, margin, base. All of them
 * are internal.
 *
 * <p>What may live here: the planner, and nothing else.
 *
 * <p>The words, one for each thing:
 *
 * <dl>
 *   <dt>problem <dd>TensorFlow's parameters, checked, with all sizes known
 *   <dt>form <dd>the problem, or another problem with the same result over the same memory, as it is computed
 *   <dt>margin, core <dd>the outputs that see only padding, and the problem that is left without them
 *   <dt>strategy <dd>a way to compute a problem, as data
 *   <dt>candidate <dd>a strategy that is considered for a problem
 *   <dt>kernel <dd>oneDNN's implementation of a primitive, by its name
 *   <dt>plan <dd>a strategy made ready for one problem
 *   <dt>execution <dd>a primitive with its arguments, for one thread
 *   <dt>workspace <dd>the memory and the executions that one thread uses during a call
 *   <dt>band <dd>neighbouring output rows of one image; of an image of one row, neighbouring columns
 *   <dt>block <dd>neighbouring channels
 *   <dt>tile <dd>one band of one block, or a whole image or block if that is not divided
 *   <dt>box <dd>some rows and columns of an image, with all channels or those of a block
 *   <dt>slice <dd>the part of a call that one thread computes at a time: an image, a band, a tile or a chunk
 *   <dt>step <dd>one primitive inside a slice
 *   <dt>chunk <dd>the piece of a heap array that is computed at a time, where it lies or in a copy
 *   <dt>inPlace(...) <dd>printed by a plan that computes heap arrays as a whole, where they lie
 *   <dt>staged(parts=N,...) <dd>printed by a plan for heap arrays that has N chunks
 *   <dt>job <dd>one call, divided into slices
 *   <dt>caller, helper <dd>the thread that calls, and a thread of the library that joins it
 *   <dt>pack <dd>to copy a filter into the layout that a kernel needs
 *   <dt>wisdom <dd>the strategies that measurements found to be the fastest
 * </dl>
 */
package io.github.depthwise4j.plan;
