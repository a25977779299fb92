package io.github.depthwise4j.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;

/** The looks that all bar charts share. */
public final class ChartStyle {
    private ChartStyle() {}

    /** Applies them. */
    public static void apply(CategoryStyler styler) {
        styler.setOverlapped(false);
        styler.setPlotContentSize(0.98);
        styler.setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(new Color(0xdddddd));
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
        styler.setLegendFont(font);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    }
}
