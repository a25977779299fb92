package io.github.depthwise4j.spark;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.catalyst.encoders.RowEncoder;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * An encoder of rows in which some columns are a {@code float[]}. Spark's own encoder of rows makes an object of each
 * number. Spark has a better way for arrays in other values than rows, but its public API does not combine the two:
 * this class is the only one here that uses classes of Spark which are not public API. They are the same in Spark 3.5.
 */
final class FloatArrays {
    private FloatArrays() {}

    /** An encoder whose rows have a {@code float[]} without nulls, or null, in these columns. */
    @SuppressWarnings("deprecation") // The replacement is not there in Scala 2.12.
    static Encoder<Row> encoder(StructType schema, BitSet columns) {
        if (columns.isEmpty()) {
            return Encoders.row(schema);
        }
        List<AgnosticEncoders.EncoderField> fields = new ArrayList<>(
                JavaConverters.seqAsJavaList(((AgnosticEncoders.RowEncoder) RowEncoder.encoderFor(schema)).fields()));
        for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
            AgnosticEncoders.EncoderField field = fields.get(i);
            fields.set(
                    i,
                    new AgnosticEncoders.EncoderField(
                            field.name(),
                            new AgnosticEncoders.ArrayEncoder<>(AgnosticEncoders.PrimitiveFloatEncoder$.MODULE$, false),
                            field.nullable(),
                            field.metadata(),
                            field.readMethod(),
                            field.writeMethod()));
        }
        return ExpressionEncoder.apply(new AgnosticEncoders.RowEncoder(
                JavaConverters.asScalaBuffer(fields).toSeq()));
    }
}
