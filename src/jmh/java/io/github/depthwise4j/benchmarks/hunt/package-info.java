/**
 * The hunter: it draws random problems and looks for those that take longer than their work explains. See ci/hunt.sh.
 *
 * <p>What may live here: drawing problems, timing them beside a model and beside their neighbours, and rendering what
 * was found. Layers of known networks, and other libraries, belong to the package above.
 */
package io.github.depthwise4j.benchmarks.hunt;
