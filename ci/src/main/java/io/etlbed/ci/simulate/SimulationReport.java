package io.etlbed.ci.simulate;

import io.etlbed.ci.simulate.Plot.Point;
import io.etlbed.playbooks.page.HtmlPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What a simulation found, as text in Markdown and as a page with plots. */
public final class SimulationReport {

    /** Numbers of targets for which the model speaks, beside those that were measured. */
    private static final List<Integer> BEYOND = List.of(1, 10, 100, 1000, 2000);

    private static final String STYLE = """
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 1.5rem; }
            svg { width: 100%; } svg text { font: 11px system-ui, sans-serif; fill: var(--dim); }
            svg .title { font-weight: 600; font-size: 13px; fill: var(--ink); }
            svg line { stroke: var(--line); } svg path { fill: none; stroke-width: 1.5; stroke-dasharray: 5 4; }
            """;

    private final List<Measured> points;
    private final int objects;
    private final int cores;
    private final Model model;

    SimulationReport(List<Measured> points, int objects, int cores) {
        this.points = List.copyOf(points);
        this.objects = objects;
        this.cores = cores;
        this.model = new Model(points, cores);
    }

    /** Tables of what was measured, of the model, and what the model is. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        add(text, "Measured: all targets in one JVM on %d cores, containers as Java code, objects of 4 KiB.", cores);
        add(text, "");
        add(
                text,
                "| targets | ready, s | init, s | stop, s | join of one more, s | job over nothing, s | inline/s | "
                        + "µs CPU: gateway | µs CPU: target | job, objects/s | µs CPU of one |");
        add(text, "|---|---|---|---|---|---|---|---|---|---|---|");
        for (Measured point : points) {
            add(
                    text,
                    "| %,d | %.2f | %.2f | %.2f | %.2f | %.3f | %,.0f | %.0f | %.0f | %,.0f | %.0f |",
                    point.targets(),
                    point.ready(),
                    point.init(),
                    point.stop(),
                    point.join(),
                    point.emptyJob(),
                    point.inlineRate(),
                    point.redirectCpu() * 1e6,
                    point.inlineCpu() * 1e6,
                    point.jobRate(),
                    point.jobCpu() * 1e6);
        }
        add(text, "");
        add(
                text,
                "Model: each target, and the gateway, on a machine of %d cores; a job over %,d objects for each target.",
                cores,
                objects);
        add(text, "");
        add(text, "| targets | init, s | join, s | job over nothing, s | inline/s by one gateway | job, objects/s |");
        add(text, "|---|---|---|---|---|---|");
        for (int targets : modelled()) {
            add(
                    text,
                    "| %,d | %.2f | %.2f | %.3f | %,.0f | %,.0f |",
                    targets,
                    model.init(targets),
                    model.join(targets),
                    model.emptyJob(targets),
                    model.inlineRate(targets),
                    jobRate(targets));
        }
        add(text, "");
        add(
                text,
                "A transform takes %.0f µs of its target's CPU and %.0f µs of a gateway's, which can so give %,.0f redirects/s;",
                model.inlineCpu() * 1e6,
                model.redirectCpu() * 1e6,
                model.gatewayRate());
        add(
                text,
                "an object of a job takes %.0f µs of its target's. Times of init, join and of an empty job follow a line through",
                model.jobCpu() * 1e6);
        add(text, "what was measured, where one machine did all targets' parts: they are an upper bound.");
        return text.toString();
    }

    private double jobRate(int targets) {
        return model.jobRate(targets, (long) objects * targets);
    }

    private List<Integer> modelled() {
        return IntStream.concat(
                        points.stream().mapToInt(Measured::targets),
                        BEYOND.stream().mapToInt(Integer::intValue))
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /**
     * Writes the page.
     *
     * @param folder created if missing
     * @return the page's file
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Plot times = new Plot("Seconds", "s")
                .add("init", "#0b68cb", dots(Measured::init), line(model::init))
                .add("join of one more", "#18794e", dots(Measured::join), line(model::join))
                .add("job over nothing", "#ad5700", dots(Measured::emptyJob), line(model::emptyJob));
        Plot rates = new Plot("Transforms per second", "1/s")
                .add("inline", "#0b68cb", dots(Measured::inlineRate), line(model::inlineRate))
                .add("of a bucket", "#ad5700", dots(Measured::jobRate), line(this::jobRate));
        Path file = folder.resolve("simulate.html");
        return Files.writeString(file, HtmlPage.of("etlbed simulate", STYLE, body(times.svg() + rates.svg()), ""));
    }

    private String body(String plots) {
        return """
                <h1>How it grows with the number of targets</h1>
                <p>Dots were measured, all targets in one JVM on %1$d cores; dashed lines are the model: targets and gateway on
                machines of %1$d cores each.</p>
                <div class="plots">
                %2$s</div>
                <pre>%3$s</pre>
                """.formatted(cores, plots, HtmlPage.escaped(markdown()));
    }

    private List<Point> dots(ToDoubleFunction<Measured> quantity) {
        return points.stream()
                .map(point -> new Point(point.targets(), quantity.applyAsDouble(point)))
                .toList();
    }

    /** What the model gives for a number of targets. */
    private interface Quantity {
        double at(int targets);
    }

    private List<Point> line(Quantity quantity) {
        return modelled().stream()
                .map(targets -> new Point(targets, quantity.at(targets)))
                .toList();
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
