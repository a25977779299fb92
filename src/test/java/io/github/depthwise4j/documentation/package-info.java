/**
 * The documentation: the README and the pages of the site. Tests read the pages as users see them, compile and run
 * their code and their commands, and follow their links.
 */
package io.github.depthwise4j.documentation;
