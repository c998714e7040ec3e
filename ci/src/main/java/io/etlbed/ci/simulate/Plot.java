package io.etlbed.ci.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A plot as SVG, both axes by powers of ten: what doubles with the targets is a slope, whatever its size. Colours are those of the
 * page around it.
 */
final class Plot {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 340;
    private static final int LEFT = 70;
    private static final int RIGHT = 150;
    private static final int TOP = 36;
    private static final int BOTTOM = 46;

    private final String title;
    private final String unit;
    private final List<Series> series = new ArrayList<>();

    /** A point; both numbers above zero. */
    record Point(double x, double y) {}

    /**
     * One line of it.
     *
     * @param colour a CSS colour
     * @param measured shown as dots
     * @param modelled shown as a dashed line
     */
    private record Series(String name, String colour, List<Point> measured, List<Point> modelled) {}

    Plot(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    Plot add(String name, String colour, List<Point> measured, List<Point> modelled) {
        series.add(new Series(name, colour, measured, modelled));
        return this;
    }

    String svg() {
        List<Point> all = series.stream()
                .flatMap(each -> Stream.concat(each.measured().stream(), each.modelled().stream()))
                .toList();
        Axis x = Axis.over(all.stream().mapToDouble(Point::x).toArray(), LEFT, WIDTH - RIGHT);
        Axis y = Axis.over(all.stream().mapToDouble(Point::y).toArray(), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder();
        line(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, title);
        line(svg, "<text x=\"%d\" y=\"18\" class=\"title\">%s</text>", LEFT, title);
        for (double tick : x.ticks()) {
            double at = x.at(tick);
            line(svg, "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", at, TOP, at, HEIGHT - BOTTOM);
            line(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    at,
                    HEIGHT - BOTTOM + 16,
                    text(tick));
        }
        for (double tick : y.ticks()) {
            double at = y.at(tick);
            line(svg, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", LEFT, at, WIDTH - RIGHT, at);
            line(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, at + 4, text(tick));
        }
        line(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">targets</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 8);
        line(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 6, TOP - 8, unit);
        int row = 0;
        for (Series each : series) {
            draw(svg, each, x, y, TOP + 18 * row++);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Series series, Axis x, Axis y, int legend) {
        StringBuilder path = new StringBuilder();
        for (Point point : series.modelled()) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : " L", x.at(point.x()), y.at(point.y())));
        }
        line(svg, "<path d=\"%s\" stroke=\"%s\"/>", path, series.colour());
        for (Point point : series.measured()) {
            line(
                    svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s: %s targets, %s</title></circle>",
                    x.at(point.x()),
                    y.at(point.y()),
                    series.colour(),
                    series.name(),
                    text(point.x()),
                    text(point.y()));
        }
        line(svg, "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>", WIDTH - RIGHT + 14, legend + 4, series.colour());
        line(svg, "<text x=\"%d\" y=\"%d\">%s</text>", WIDTH - RIGHT + 24, legend + 8, series.name());
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String text(double value) {
        return value >= 1_000_000
                ? String.format(Locale.ROOT, "%.3gM", value / 1e6).replaceAll("\\.?0+M", "M")
                : value >= 100 || value == Math.rint(value)
                        ? String.format(Locale.ROOT, "%,.0f", value)
                        : String.format(Locale.ROOT, "%.3g", value).replaceAll("(\\.\\d*?)0+$", "$1");
    }

    /**
     * A logarithmic axis over whole powers of ten.
     *
     * @param low its lowest power
     * @param high its highest
     * @param from where it begins on the picture
     * @param to where it ends
     */
    private record Axis(int low, int high, double from, double to) {

        static Axis over(double[] values, double from, double to) {
            double least = Double.MAX_VALUE;
            double most = Double.MIN_VALUE;
            for (double value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            int low = (int) Math.floor(Math.log10(least));
            return new Axis(low, Math.max(low + 1, (int) Math.ceil(Math.log10(most))), from, to);
        }

        double at(double value) {
            return from + (Math.log10(value) - low) / (high - low) * (to - from);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int power = low; power <= high; power++) {
                ticks.add(Math.pow(10, power));
            }
            return ticks;
        }
    }
}
