/**
 * Problems in a form that oneDNN computes faster.
 *
 * <p>Some problems can be stated in another way over the same memory. An image of one column, for example, is also an
 * image of one row if the axes of the filter are exchanged. A {@link io.github.depthwise4j.plan.form.Form} is such
 * another statement. Input, output and residual are not copied. Only the filter and the bias are arranged in another
 * way when they are packed.
 *
 * <p>What may live here: the rules that find the form of a problem, the arrangement of its filter, and the plan that
 * presents the plan of the form as a plan of the problem. A form depends on the problem alone. Nothing here knows a
 * strategy, a thread of the library or an instruction set.
 */
package io.github.depthwise4j.plan.form;
