package io.github.camelgraphmail.benchmarks.fleet;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rates over mailboxes as a picture, both by powers of ten: SVG in the manner of the other pictures of docs/images. */
final class FleetChart {

    private static final double LEFT = 80;
    private static final double RIGHT = 800;
    private static final double TOP = 70;
    private static final double BOTTOM = 440;
    private static final double LEAST_RATE = 1;
    private static final double MOST_RATE = 1_000;
    private static final double LINE_HEIGHT = 19;

    private final List<Integer> mailboxes;

    /** @param mailboxes the places on the axis, ascending */
    FleetChart(List<Integer> mailboxes) {
        this.mailboxes = mailboxes;
    }

    /**
     * A line.
     *
     * @param rates one for each place on the axis
     * @param style of SVG
     */
    record Line(String name, List<Double> rates, String style) {}

    String svg(String title, List<Line> lines) {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 500\" role=\"img\" aria-label=\"")
                .append(title)
                .append("\" font-family=\"Segoe UI, Helvetica, Arial, sans-serif\" font-size=\"14\">\n")
                .append("  <rect width=\"1000\" height=\"500\" rx=\"12\" fill=\"#f6f8fa\"/>\n")
                .append("  <text x=\"30\" y=\"38\" font-size=\"17\" font-weight=\"600\" fill=\"#1b1f24\">")
                .append(title)
                .append("</text>\n");
        axes(svg);
        List<Double> places = places(lines);
        for (int index = 0; index < lines.size(); index++) {
            line(svg, lines.get(index), places.get(index));
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        svg.append("  <g stroke=\"#d0d7de\" stroke-width=\"1\">\n");
        for (double rate = LEAST_RATE; rate <= MOST_RATE; rate *= 10) {
            svg.append(format("    <path d=\"M%.1f %.1fH%.1f\"/>\n", LEFT, y(rate), RIGHT));
        }
        for (int count : mailboxes) {
            svg.append(format("    <path d=\"M%.1f %.1fV%.1f\"/>\n", x(count), TOP, BOTTOM));
        }
        svg.append("  </g>\n  <g fill=\"#57606a\" font-size=\"12.5\">\n");
        for (double rate = LEAST_RATE; rate <= MOST_RATE; rate *= 10) {
            svg.append(format(
                    "    <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>\n", LEFT - 8, y(rate) + 4, rate));
        }
        for (int count : mailboxes) {
            svg.append(format(
                    "    <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%,d</text>\n",
                    x(count), BOTTOM + 20, count));
        }
        svg.append(format("    <text x=\"%.1f\" y=\"%.1f\">mails/s</text>\n", LEFT - 50, TOP - 12))
                .append(format(
                        "    <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">mailboxes</text>\n",
                        (LEFT + RIGHT) / 2, BOTTOM + 44))
                .append("  </g>\n");
    }

    private void line(StringBuilder svg, Line line, double place) {
        String points = IntStream.range(0, mailboxes.size())
                .mapToObj(index -> format(
                        "%.1f,%.1f", x(mailboxes.get(index)), y(line.rates().get(index))))
                .collect(Collectors.joining(" "));
        svg.append("  <polyline fill=\"none\" ")
                .append(line.style())
                .append(" points=\"")
                .append(points)
                .append("\"/>\n")
                .append(format("  <text x=\"%.1f\" y=\"%.1f\" fill=\"#1b1f24\">", RIGHT + 10, place + 5))
                .append(line.name())
                .append("</text>\n");
    }

    /** Of the lines' names: where they end, but not upon each other. */
    private List<Double> places(List<Line> lines) {
        List<Integer> fromAbove = IntStream.range(0, lines.size())
                .boxed()
                .sorted((one, other) -> Double.compare(last(lines.get(other)), last(lines.get(one))))
                .toList();
        double[] places = new double[lines.size()];
        double lowest = Double.NEGATIVE_INFINITY;
        for (int index : fromAbove) {
            places[index] = Math.max(y(last(lines.get(index))), lowest + LINE_HEIGHT);
            lowest = places[index];
        }
        return IntStream.range(0, places.length)
                .mapToObj(index -> places[index])
                .toList();
    }

    private static double last(Line line) {
        return line.rates().get(line.rates().size() - 1);
    }

    private double x(double count) {
        return LEFT + (RIGHT - LEFT) * part(count, mailboxes.get(0), mailboxes.get(mailboxes.size() - 1));
    }

    private static double y(double rate) {
        return BOTTOM - (BOTTOM - TOP) * part(rate, LEAST_RATE, MOST_RATE);
    }

    private static double part(double value, double least, double most) {
        return StrictMath.log(value / least) / StrictMath.log(most / least);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
