package io.github.depthwise4j.spark;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Sends a column through an operation or a network, and adds a column with the results. The rows of a partition are
 * computed in batches when they are asked for; the number and the order of the rows stay as they are.
 *
 * <p>Input columns: {@code binary} with a PNG or JPEG file in each row (input format {@code picture}, the default, as
 * Spark's source {@code binaryFile} gives them) or with the little-endian bytes of float32 numbers ({@code float32});
 * or {@code array<float>}. A gray picture is good for three channels too. Pictures are not scaled to the shape.
 *
 * <p>The output column is {@code array<float>}, or {@code binary} with little-endian float32 numbers if
 * {@link #setOutputBytes} says so.
 *
 * <p>All tasks of an executor share one operation or network, and compute with the caller's thread only. A result has
 * the same bits whatever the partitions are.
 *
 * <p>Like all transformers of Spark, it is for one thread, and setters change it.
 */
public abstract class BatchTransformer extends Transformer implements DefaultParamsWritable {
    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_BATCH = 16;
    private static final String PICTURE = "picture";
    private static final String FLOAT32 = "float32";
    private static final String FAIL = "fail";
    private static final String NULL = "null";

    private final String uid;
    private final Param<String> inputCol;
    private final Param<String> outputCol;
    private final Param<String> reasonCol;
    private final Param<String> inputFormat;
    private final Param<String> errorMode;
    private final BooleanParam outputBytes;
    private final IntParam batchSize;
    private final DoubleParam pixelScale;
    private final DoubleParam pixelOffset;

    BatchTransformer(String uid) {
        this.uid = uid;
        this.inputCol = new Param<>(uid, "inputCol", "the input column");
        this.outputCol = new Param<>(uid, "outputCol", "the column that is added with the results");
        this.reasonCol = new Param<>(uid, "reasonCol", "the column with the reasons of errorMode null");
        this.inputFormat = new Param<>(uid, "inputFormat", "what a binary input column holds: picture or float32");
        this.errorMode = new Param<>(uid, "errorMode", "what a row that cannot be read does: fail or null");
        this.outputBytes = new BooleanParam(uid, "outputBytes", "whether results are bytes and not arrays");
        this.batchSize = new IntParam(uid, "batchSize", "how many rows are computed in one run, 1 or more");
        this.pixelScale =
                new DoubleParam(uid, "pixelScale", "what each sample of a picture, 0 to 255, is multiplied by");
        this.pixelOffset = new DoubleParam(uid, "pixelOffset", "what is added to each sample then");
        setDefault(inputCol, "content");
        setDefault(outputCol, "result");
        setDefault(reasonCol, "reason");
        setDefault(inputFormat, PICTURE);
        setDefault(errorMode, FAIL);
        setDefault(outputBytes, false);
        setDefault(batchSize, DEFAULT_BATCH);
        setDefault(pixelScale, 1.0);
        setDefault(pixelOffset, 0.0);
    }

    /** The value of a parameter that must be set. */
    final <T> T required(Param<T> param) {
        if (!isSet(param)) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": " + param.name() + " is not set; set " + param.doc());
        }
        return get(param).get();
    }

    final <T> T value(Param<T> param) {
        return getOrDefault(param);
    }

    final int batch() {
        return (Integer) value(batchSize);
    }

    final boolean readsPictures(StructType schema) {
        return schema.apply(value(inputCol)).dataType().equals(DataTypes.BinaryType)
                && value(inputFormat).equals(PICTURE);
    }

    /** What the executors compute with. Checks everything that can be checked without them. */
    abstract ModelSource source(StructType schema);

    @Override
    public final String uid() {
        return uid;
    }

    /** {@return the parameter: the input column, {@code content} unless set} */
    public final Param<String> inputCol() {
        return inputCol;
    }

    /** {@return the parameter: the column that is added, {@code result} unless set} */
    public final Param<String> outputCol() {
        return outputCol;
    }

    /** {@return the parameter: the column with the reasons, {@code reason} unless set} */
    public final Param<String> reasonCol() {
        return reasonCol;
    }

    /** {@return the parameter: what a binary input column holds, {@code picture} unless set} */
    public final Param<String> inputFormat() {
        return inputFormat;
    }

    /** {@return the parameter: what a row that cannot be read does, {@code fail} unless set} */
    public final Param<String> errorMode() {
        return errorMode;
    }

    /** {@return the parameter: whether results are bytes, {@code false} unless set} */
    public final BooleanParam outputBytes() {
        return outputBytes;
    }

    /** {@return the parameter: the rows of one run, 16 unless set} */
    public final IntParam batchSize() {
        return batchSize;
    }

    /** {@return the parameter: the factor of the samples of pictures, 1 unless set} */
    public final DoubleParam pixelScale() {
        return pixelScale;
    }

    /** {@return the parameter: what is added to the samples of pictures, 0 unless set} */
    public final DoubleParam pixelOffset() {
        return pixelOffset;
    }

    /**
     * Sets the input column.
     *
     * @param column its name
     */
    public final void setInputCol(String column) {
        set(inputCol, column);
    }

    /**
     * Sets the column that is added.
     *
     * @param column its name, which the table does not have yet
     */
    public final void setOutputCol(String column) {
        set(outputCol, column);
    }

    /**
     * Sets the column that {@code setErrorMode("null")} adds: text, null in rows without an error.
     *
     * @param column its name, which the table does not have yet
     */
    public final void setReasonCol(String column) {
        set(reasonCol, column);
    }

    /**
     * Sets what a binary input column holds.
     *
     * @param format {@code picture} or {@code float32}
     */
    public final void setInputFormat(String format) {
        set(inputFormat, oneOf("inputFormat", format, PICTURE, FLOAT32));
    }

    /**
     * Sets what becomes of a row whose input cannot be read: a broken picture, one of another size, or a wrong number
     * of numbers.
     *
     * @param mode {@code fail}: the task fails with a message that says why; {@code null}: the result is null, and the
     *     reason column says why
     */
    public final void setErrorMode(String mode) {
        set(errorMode, oneOf("errorMode", mode, FAIL, NULL));
    }

    /**
     * Sets the form of the results.
     *
     * @param bytes true for little-endian float32 bytes, false for {@code array<float>}
     */
    public final void setOutputBytes(boolean bytes) {
        set(outputBytes, bytes);
    }

    /**
     * Sets how many rows are computed in one run. Each task holds native memory for a batch and its results. A
     * partition that ends with a part of a batch takes the time of a whole one.
     *
     * @param rows the number, 1 or more
     */
    public final void setBatchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException(
                    "batchSize = " + rows + ", but a run has at least one row; pass 1 or more");
        }
        set(batchSize, rows);
    }

    /**
     * Sets what the network or the filter is given for a sample of a picture: {@code sample * scale + offset}, computed
     * in float32.
     *
     * @param scale the factor
     * @param offset what is added
     */
    public final void setPixels(double scale, double offset) {
        set(pixelScale, scale);
        set(pixelOffset, offset);
    }

    private static String oneOf(String name, String given, String... allowed) {
        if (!Arrays.asList(allowed).contains(given)) {
            throw new IllegalArgumentException(
                    name + " = \"" + given + "\", but it is one of " + List.of(allowed) + "; pass one of them");
        }
        return given;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        String column = value(inputCol);
        if (!Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": inputCol = " + column
                    + ", but the table has only " + Arrays.toString(schema.fieldNames()) + "; set one of them");
        }
        format(schema);
        DataType results = value(outputBytes).equals(true)
                ? DataTypes.BinaryType
                : DataTypes.createArrayType(DataTypes.FloatType, false);
        StructType more = added(schema, value(outputCol), results);
        return reasons() ? added(more, value(reasonCol), DataTypes.StringType) : more;
    }

    private boolean reasons() {
        return value(errorMode).equals(NULL);
    }

    private StructType added(StructType schema, String column, DataType type) {
        if (Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": the table has a column " + column
                    + " already; set another outputCol or reasonCol");
        }
        return schema.add(column, type, true);
    }

    private BatchSettings.Format format(StructType schema) {
        DataType type = schema.apply(value(inputCol)).dataType();
        if (type.equals(DataTypes.BinaryType)) {
            return value(inputFormat).equals(PICTURE) ? BatchSettings.Format.PICTURE : BatchSettings.Format.FLOAT32;
        }
        if (type instanceof ArrayType array && array.elementType().equals(DataTypes.FloatType)) {
            return BatchSettings.Format.ARRAY;
        }
        throw new IllegalArgumentException(getClass().getSimpleName() + ": the column " + value(inputCol) + " has type "
                + type.simpleString() + ", but an input is binary or array<float>; cast it");
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = dataset.schema();
        StructType result = transformSchema(schema);
        List<String> columns = Arrays.asList(schema.fieldNames());
        BatchSettings settings = new BatchSettings(
                schema.fieldIndex(value(inputCol)),
                columns.indexOf("path"),
                format(schema),
                value(outputBytes).equals(true),
                reasons(),
                ((Double) value(pixelScale)).floatValue(),
                ((Double) value(pixelOffset)).floatValue());
        Broadcast<ModelSource> source = JavaSparkContext.fromSparkContext(
                        dataset.sparkSession().sparkContext())
                .broadcast(source(schema));
        return computed(dataset.toDF(), result, new BatchFunction(source, settings), settings);
    }

    private Dataset<Row> computed(
            Dataset<Row> rows, StructType result, BatchFunction function, BatchSettings settings) {
        StructType schema = rows.schema();
        int column = schema.length();
        BitSet arrays = new BitSet();
        boolean fromArray = schema.apply(settings.input()).dataType() instanceof ArrayType;
        // Of a column that may have nulls, Spark would make an array with zeros for them.
        if (fromArray && !((ArrayType) schema.apply(settings.input()).dataType()).containsNull()) {
            arrays.set(settings.input());
        }
        // These columns have other names in between. Without a step between two functions, Spark hands on rows as
        // objects: this function would get whatever array the one before put there (a sequence, a Float[]), and the
        // next one the array that this one fills again for each row.
        String[] names = result.fieldNames();
        StructField[] fields = result.fields().clone();
        for (int i : new int[] {settings.input(), column}) {
            fields[i] = DataTypes.createStructField(uid + " " + names[i], fields[i].dataType(), fields[i].nullable());
        }
        Dataset<Row> given = rows;
        if (fromArray) {
            StructType before = DataTypes.createStructType(Arrays.copyOf(fields, column));
            given = rows.toDF(before.fieldNames()).as(FloatArrays.encoder(before, arrays));
        }
        if (!settings.bytes()) {
            arrays.set(column);
        }
        return given.mapPartitions(function, FloatArrays.encoder(DataTypes.createStructType(fields), arrays))
                .toDF(names);
    }

    @Override
    public Transformer copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
