/** A user's application on the module path. */
module consumer {
    requires io.github.depthwise4j;
}
