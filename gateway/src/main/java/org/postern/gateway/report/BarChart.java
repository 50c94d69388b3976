// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.report;

import java.util.List;
import java.util.Locale;

/**
 * A chart of bars as SVG inside a page, because mail programs load no scripts and no pictures from elsewhere.
 */
final class BarChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 160;
    private static final int BOTTOM = 20;

    private BarChart() {
    }

    /**
     * One bar of a span.
     *
     * @param label under it
     * @param good  lower part
     * @param junk  upper part
     */
    record Bar(String label, long good, long junk) {
    }

    static String svg(List<Bar> bars) {
        long most = Math.max(1, bars.stream().mapToLong(bar -> bar.good() + bar.junk()).max().orElse(1));
        double step = WIDTH / (double) Math.max(1, bars.size());
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"messages over time, at most %d\">", WIDTH, HEIGHT + BOTTOM, WIDTH,
            HEIGHT + BOTTOM, most));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double good = HEIGHT * bar.good() / (double) most;
            double junk = HEIGHT * bar.junk() / (double) most;
            rectangle(svg, i * step, HEIGHT - good, step, good, "#3a7d44");
            rectangle(svg, i * step, HEIGHT - good - junk, step, junk, "#c0392b");
            if (bars.size() <= 12 || i % 3 == 0) {
                svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" font-size=\"10\" text-anchor=\"middle\">%s</text>",
                    i * step + step / 2, HEIGHT + 14, ReportPage.escape(bar.label())));
            }
        }
        return svg.append("</svg>").toString();
    }

    private static void rectangle(StringBuilder svg, double x, double y, double width, double height, String colour) {
        if (height > 0) {
            svg.append(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x + 1, y,
                Math.max(1, width - 2), height, colour));
        }
    }
}
