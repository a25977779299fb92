package io.github.depthwise4j.cli.options;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Whole numbers in one option: {@code 1,2,2,1}, with or without brackets and spaces, as Python prints it.
 *
 * @param numbers the numbers
 */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared; an array on its own, picocli would take for an option given many
// times
public record IntegerList(int... numbers) {

    /** Reads the list. */
    public static final class Converter implements ITypeConverter<IntegerList> {
        @Override
        public IntegerList convert(String text) {
            String list = text.strip();
            if (list.matches("\\[.*]|\\(.*\\)")) {
                list = list.substring(1, list.length() - 1);
            }
            if (!list.matches("\\s*-?\\d{1,9}\\s*(,\\s*-?\\d{1,9}\\s*)*")) {
                throw new TypeConversionException(
                        "\"" + text + "\" is not a list of whole numbers; pass for example 1,1,1,1");
            }
            return new IntegerList(Arrays.stream(list.split(","))
                    .mapToInt(number -> Integer.parseInt(number.strip()))
                    .toArray());
        }
    }
}
