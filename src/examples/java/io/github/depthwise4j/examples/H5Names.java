package io.github.depthwise4j.examples;

import io.github.depthwise4j.errors.FileFormatException;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The arrays of a Keras file in HDF5 by the paths that the variables have in Keras 3, as {@code conv1/kernel}.
 *
 * <p>Keras 3 saves the arrays of a layer as {@code 0}, {@code 1} and so on in a group {@code vars}, with the name of
 * the layer as an attribute; the group around it has the name of the layer's class and a number. The class tells the
 * names:
 *
 * <ul>
 *   <li>{@code kernel}, {@code bias} for {@code conv2d}, {@code depthwise_conv2d}, {@code dense}
 *   <li>{@code depthwise_kernel}, {@code pointwise_kernel}, {@code bias} for {@code separable_conv2d}
 *   <li>{@code gamma}, {@code beta}, {@code moving_mean}, {@code moving_variance} for {@code batch_normalization}
 * </ul>
 *
 * <p>Arrays of other classes, and of a batch norm without one of the four, keep their numbers: {@code my_layer/0}.
 * Early versions of Keras 3 save no names of layers, and their files are refused.
 *
 * <p>Keras 2 saves the paths, with {@code :0} at their end. What it calls {@code depthwise_kernel} in a depthwise
 * convolution is {@code kernel} in Keras 3, and here.
 */
final class H5Names {
    private static final int MOST_TEXTS = 1 << 16;
    private static final int NAMES_SHOWN = 8;

    private final Map<String, List<Dataset>> arrays;

    /** Of what {@link #find} has found. */
    H5Names(Map<String, List<Dataset>> arrays) throws FileFormatException {
        if (arrays.isEmpty()) {
            throw new FileFormatException("it holds no arrays with names of layers, as files of Keras 2 and of newer "
                    + "versions of Keras 3 do; save the weights with such a version or with numpy.savez");
        }
        this.arrays = arrays;
    }

    /** The array of a name. */
    Dataset get(String name) throws FileFormatException {
        List<Dataset> found = arrays.getOrDefault(name, List.of());
        if (found.isEmpty()) {
            int more = arrays.size() - NAMES_SHOWN;
            throw new FileFormatException("there is no array \"" + name + "\" in the file, which holds "
                    + arrays.keySet().stream().limit(NAMES_SHOWN).collect(Collectors.joining("\", \"", "\"", "\""))
                    + (more > 0 ? " and " + more + " more" : "") + "; check the name");
        }
        if (found.size() > 1) {
            throw new FileFormatException("there are " + found.size() + " arrays \"" + name
                    + "\" in the file; give each layer a name of its own in Keras");
        }
        return found.get(0);
    }

    /** All arrays with names in a file; what jHDF throws at damage comes out. */
    static Map<String, List<Dataset>> find(Group file) {
        Map<String, List<Dataset>> found = new LinkedHashMap<>();
        find(file, found, new HashSet<>());
        return found;
    }

    /** Groups are entered once, for they may hold each other. Links are not followed: Keras makes none. */
    private static void find(Group group, Map<String, List<Dataset>> found, Set<Long> entered) {
        if (!entered.add(group.getAddress())) {
            return;
        }
        addOfKeras2(group, found);
        for (Node child : group) {
            if (child instanceof Group inner) {
                if (child.getName().equals("vars")) {
                    addOfKeras3(group.getName(), inner, found);
                }
                find(inner, found, entered);
            }
        }
    }

    private static void addOfKeras3(String group, Group vars, Map<String, List<Dataset>> found) {
        List<String> layer = texts(vars.getAttribute("name"));
        if (layer.size() != 1) {
            return;
        }
        int count = vars.getChildren().size();
        List<String> names = variables(group.replaceFirst("_\\d+$", ""), count);
        for (int i = 0; i < count; i++) {
            if (vars.getChild(Integer.toString(i)) instanceof Dataset array) {
                add(layer.get(0) + "/" + (names.isEmpty() ? i : names.get(i)), array, found);
            }
        }
    }

    /** The names of the variables of a layer, or none if they cannot be told. */
    private static List<String> variables(String layerClass, int count) {
        List<String> names =
                switch (layerClass) {
                    case "conv2d", "depthwise_conv2d", "dense" -> List.of("kernel", "bias");
                    case "separable_conv2d" -> List.of("depthwise_kernel", "pointwise_kernel", "bias");
                    case "batch_normalization" -> List.of("gamma", "beta", "moving_mean", "moving_variance");
                    default -> List.of();
                };
        boolean noBias = names.contains("bias") && count == names.size() - 1;
        return noBias || count == names.size() ? names : List.of();
    }

    private static void addOfKeras2(Group layer, Map<String, List<Dataset>> found) {
        List<String> paths = texts(layer.getAttribute("weight_names"));
        boolean separable = paths.stream().anyMatch(path -> path.contains("/pointwise_kernel"));
        for (String path : paths) {
            if (descend(layer, path) instanceof Dataset array) {
                String name = path.replaceFirst(":0$", "");
                add(separable ? name : name.replaceFirst("/depthwise_kernel$", "/kernel"), array, found);
            }
        }
    }

    private static Node descend(Group group, String path) {
        Node node = group;
        for (String step : path.split("/")) {
            node = node instanceof Group inner ? inner.getChild(step) : null;
        }
        return node;
    }

    private static void add(String name, Dataset array, Map<String, List<Dataset>> found) {
        found.computeIfAbsent(name, any -> new ArrayList<>()).add(array);
    }

    /** The texts of an attribute, or none. An attribute has no room for more, whatever it claims. */
    private static List<String> texts(Attribute attribute) {
        boolean readable =
                attribute != null && attribute.getJavaType() == String.class && attribute.getSize() <= MOST_TEXTS;
        Object data = readable ? attribute.getData() : null;
        if (data instanceof String text) {
            return List.of(text);
        }
        return data instanceof String[] texts ? List.of(texts) : List.of();
    }
}
