package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.benchmarks.report.ChartStyle;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Renders how the times of the problems lie beside the model, for one hunt or for several side by side. */
final class HuntChart {
    static final String FILE = "hunt";

    private static final double[] BOUNDS = {0.1, 0.3, 1, Statistics.SLOW, Statistics.CLIFF, 30, 100};
    private static final List<String> LABELS =
            List.of("up to 0.1", "to 0.3", "to 1", "to 3", "to 10", "to 30", "to 100", "above 100");
    private static final Color[] COLOURS = {new Color(0x6baed6), new Color(0x08519c), new Color(0xfd8d3c)};
    private static final int PERCENT = 100;
    private static final double HEADROOM = 1.08;
    private static final double ABOVE = 0.03;
    private static final double HALF = 0.5;

    private HuntChart() {}

    /** Writes the chart of hunts, each with a name, into a folder. */
    static void render(Map<String, ? extends Collection<Find>> hunts, Path folder) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1000)
                .height(620)
                .title("Random problems: time of a call as a multiple of the model (less is better)")
                .xAxisTitle("time / (2 us + bytes / 4 GB/s + multiply-adds / 2.5 G/s)")
                .yAxisTitle("% of the problems (numbers: how many problems)")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setAvailableSpaceFill(0.85);
        List<List<String>> above = new ArrayList<>();
        LABELS.forEach(label -> above.add(new ArrayList<>()));
        double[] highest = new double[LABELS.size()];
        int series = 0;
        for (Map.Entry<String, ? extends Collection<Find>> hunt : hunts.entrySet()) {
            int[] counts = counts(hunt.getValue());
            List<Double> shares = new ArrayList<>();
            int all = Math.max(1, hunt.getValue().size());
            for (int i = 0; i < counts.length; i++) {
                double share = (double) PERCENT * counts[i] / all;
                shares.add(share);
                highest[i] = Math.max(highest[i], share);
                above.get(i).add(Integer.toString(counts[i]));
            }
            chart.addSeries(hunt.getKey(), LABELS, shares).setFillColor(COLOURS[series++ % COLOURS.length]);
        }
        double top = HEADROOM * DoubleStream.of(highest).max().orElse(1);
        chart.getStyler().setYAxisMax(Math.max(1, top));
        for (int i = 0; i < above.size(); i++) {
            chart.addAnnotation(
                    new AnnotationText(String.join(" | ", above.get(i)), i + HALF, highest[i] + ABOVE * top, false));
        }
        BitmapEncoder.saveBitmap(chart, folder.resolve(FILE).toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    /** How many ratios lie in each bar. */
    static int[] counts(Collection<Find> finds) {
        int[] counts = new int[LABELS.size()];
        for (Find find : finds) {
            if (find.isTimed()) {
                int bar = 0;
                while (bar < BOUNDS.length && find.ratio() > BOUNDS[bar]) {
                    bar++;
                }
                counts[bar]++;
            }
        }
        return counts;
    }
}
