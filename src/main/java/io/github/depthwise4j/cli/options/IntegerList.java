package io.github.depthwise4j.cli.options;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Whole numbers in one option: {@code 1,2,2,1}, or as Python prints a list, with brackets and spaces.
 *
 * @param numbers the numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; picocli would read a plain array as a repeated option
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
