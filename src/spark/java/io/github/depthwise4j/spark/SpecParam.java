package io.github.depthwise4j.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;

/**
 * A parameter whose value is a specification. In the metadata of a saved transformer it is a text in Base64. Reading
 * accepts classes of this library only: a saved transformer may come from anywhere.
 *
 * @param <T> the specification
 */
final class SpecParam<T extends Serializable> extends Param<T> {
    private static final long serialVersionUID = 1L;
    private static final Pattern TEXT = Pattern.compile("\\s*\"([A-Za-z0-9+/=]*)\"\\s*");
    private static final ObjectInputFilter OURS = ObjectInputFilter.Config.createFilter("io.github.depthwise4j.**;!*");

    private final Class<T> type;

    SpecParam(Identifiable parent, String name, String doc, Class<T> type) {
        super(parent.uid(), name, doc);
        this.type = type;
    }

    @Override
    public String jsonEncode(T value) {
        return '"' + Base64.getEncoder().encodeToString(bytes(value)) + '"';
    }

    @Override
    public T jsonDecode(String json) {
        Matcher text = TEXT.matcher(json);
        if (!text.matches()) {
            throw new IllegalArgumentException("the parameter " + name() + " is no text in Base64; save it again");
        }
        return read(Base64.getDecoder().decode(text.group(1)), type);
    }

    static byte[] bytes(Serializable value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static <T> T read(byte[] bytes, Class<T> type) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(OURS);
            return type.cast(in.readObject());
        } catch (IOException | ClassNotFoundException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "no " + type.getSimpleName() + " can be read (" + e.getMessage()
                            + "); use the same version of depthwise4j where it is written and read",
                    e);
        }
    }
}
