package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.benchmarks.cases.TableCase;
import io.github.depthwise4j.benchmarks.engines.Contestants;
import io.github.depthwise4j.benchmarks.report.ChartStyle;
import io.github.depthwise4j.benchmarks.report.Result;
import io.github.depthwise4j.benchmarks.report.Results;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;

/**
 * Renders results as bar charts, time as a part of oneDNN's called bare: one for each data format, batch and number of
 * threads.
 */
final class BarCharts {
    private static final int MOST_CASES = 20;
    private static final double TOP = 3;
    private static final double HEADROOM = 0.2;
    private static final double HALF = 0.5;
    private static final Map<String, Color> COLOURS = Map.of(
            Contestants.ESTIMATE,
            new Color(0x6baed6),
            Contestants.MEASURE,
            new Color(0x08519c),
            Contestants.COPY,
            new Color(0xbdbdbd),
            "TensorFlow",
            new Color(0xfd8d3c),
            "ONNX Runtime",
            new Color(0x41ab5d),
            "PyTorch",
            new Color(0xcb181d),
            "TensorFlow Lite",
            new Color(0xfdd049));

    private BarCharts() {}

    static void render(Results results, Path folder) throws IOException {
        Map<String, List<TableCase>> groups = results.cases().stream()
                .collect(Collectors.groupingBy(TableCase::group, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<TableCase>> group : groups.entrySet()) {
            List<TableCase> cases = group.getValue();
            int charts = (cases.size() + MOST_CASES - 1) / MOST_CASES;
            for (int i = 0; i < charts; i++) {
                List<TableCase> some = cases.subList(cases.size() * i / charts, cases.size() * (i + 1) / charts);
                String part = charts == 1 ? "" : ", part " + (i + 1) + " of " + charts;
                String file = (group.getKey() + (charts == 1 ? "" : "-" + (i + 1)))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[ ,]+", "-");
                BitmapEncoder.saveBitmap(
                        chart(results, group.getKey() + part, some),
                        folder.resolve(file).toString(),
                        BitmapEncoder.BitmapFormat.PNG);
            }
        }
    }

    private static CategoryChart chart(Results results, String title, List<TableCase> cases) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(Math.max(900, 220 + 88 * cases.size()))
                .height(760)
                .title("Depthwise layers, " + title + ": time as a part of oneDNN's called bare (less is better)")
                .yAxisTitle("time / time of oneDNN bare")
                .build();
        List<String> labels = cases.stream().map(each -> each.layer().name()).toList();
        List<Double> highest = new ArrayList<>(List.of(1.0));
        for (String contestant : results.contestants()) {
            if (contestant.equals(Contestants.BARE)) {
                continue;
            }
            List<Double> ratios =
                    cases.stream().map(each -> ratio(results, each, contestant)).toList();
            if (ratios.stream().allMatch(ratio -> ratio == 0)) {
                continue;
            }
            highest.addAll(ratios);
            CategorySeries series = chart.addSeries(
                    contestant,
                    labels,
                    ratios.stream().map(ratio -> Math.min(ratio, TOP)).toList());
            series.setFillColor(COLOURS.getOrDefault(contestant, Color.MAGENTA));
        }
        chart.addAnnotation(new AnnotationLine(1, false, false));
        style(chart.getStyler(), Math.min(TOP + HEADROOM, Math.ceil(Collections.max(highest) * 5) / 5));
        if (Collections.max(highest) > TOP) {
            chart.setYAxisTitle("time / time of oneDNN bare (numbers: bars that are longer)");
            for (int i = 0; i < cases.size(); i++) {
                annotate(chart, results, cases.get(i), i + HALF);
            }
        }
        return chart;
    }

    /** Writes above a case how long the bars are that do not fit. */
    private static void annotate(CategoryChart chart, Results results, TableCase tableCase, double position) {
        String longer = results.contestants().stream()
                .map(contestant -> ratio(results, tableCase, contestant))
                .filter(ratio -> ratio > TOP)
                .map(ratio -> String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%.0f", ratio))
                .collect(Collectors.joining("  "));
        if (!longer.isEmpty()) {
            chart.addAnnotation(new AnnotationText(longer, position, TOP + HEADROOM / 2, false));
        }
    }

    /** 0, which is no bar, if there is no time. */
    private static double ratio(Results results, TableCase tableCase, String contestant) {
        Result result = results.get(tableCase, contestant);
        Result bare = results.get(tableCase, Contestants.BARE);
        double ratio = result == null || bare == null || !result.timed() ? Double.NaN : result.ratioTo(bare);
        return Double.isNaN(ratio) ? 0 : ratio;
    }

    private static void style(CategoryStyler styler, double top) {
        ChartStyle.apply(styler);
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(top);
        styler.setYAxisDecimalPattern("0.0");
        styler.setXAxisLabelRotation(40);
        styler.setAvailableSpaceFill(0.82);
        styler.setAnnotationLineColor(Color.BLACK);
        styler.setAnnotationLineStroke(new BasicStroke(1.4f));
    }
}
