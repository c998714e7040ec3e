package io.etlbed.ci.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {

    private static final Percentage CLOSE = Percentage.withPercentage(0.1);

    /** A world in which the model is right: init 0.2 s and 0.01 s for each target, an object 100 µs, a redirect 20 µs. */
    private static Measured measured(int targets) {
        return new Measured(
                targets, 1, 0.2 + 0.01 * targets, 0.1, 0.05 + 0.001 * targets, 0.3, 20e-6, 5000, 100e-6, 4000, 250e-6);
    }

    private static Model model() {
        return new Model(List.of(measured(3), measured(10), measured(100)), 2);
    }

    @Test
    void what_grows_along_a_line_is_found_and_carried_on() {
        assertThat(model().init(1000)).isCloseTo(10.2, CLOSE);
        assertThat(model().emptyJob(1000)).isCloseTo(1.05, CLOSE);
        assertThat(model().join(1000)).isCloseTo(0.3, CLOSE);
    }

    @Test
    void inline_transforms_grow_with_the_targets_until_the_gateway_is_busy() {
        assertThat(model().inlineRate(1)).isCloseTo(20_000, CLOSE);
        assertThat(model().inlineRate(4)).isCloseTo(80_000, CLOSE);
        assertThat(model().gatewayRate()).isCloseTo(100_000, CLOSE);
        assertThat(model().inlineRate(500)).isCloseTo(100_000, CLOSE);
    }

    @Test
    void a_job_takes_its_start_and_the_cpu_of_its_objects_on_their_targets() {
        // 0.06 s to begin, and 100,000 objects of 250 µs on ten machines of two cores.
        assertThat(model().jobRate(10, 100_000)).isCloseTo(100_000 / (0.06 + 1.25), CLOSE);
    }

    @Test
    void a_line_is_never_below_zero_and_never_falls() {
        List<Measured> falling = List.of(
                new Measured(3, 1, 2.0, 0, 0, 0, 1, 1, 1, 1, 1), new Measured(100, 1, 1.0, 0, 0, 0, 1, 1, 1, 1, 1));
        Line line = Line.through(falling, Measured::init);
        assertThat(line.each()).isZero();
        assertThat(line.at(1000)).isBetween(1.0, 2.0);
        assertThat(Line.through(List.of(measured(10)), Measured::init).at(10)).isCloseTo(0.3, within(1e-9));
        List<Measured> steep = List.of(
                new Measured(1, 1, 0.01, 0, 0, 0, 1, 1, 1, 1, 1), new Measured(2, 1, 1.0, 0, 0, 0, 1, 1, 1, 1, 1));
        assertThat(Line.through(steep, Measured::init).fixed()).isNotNegative();
    }

    @Test
    void the_page_shows_measurements_as_dots_and_the_model_as_lines(@TempDir Path folder) throws Exception {
        SimulationReport report = new SimulationReport(List.of(measured(3), measured(10)), 2000, 2);
        String page = Files.readString(report.write(folder.resolve("new")));
        assertThat(page)
                .contains(
                        "init: 3 targets, 0.23", "join of one more: 10 targets, 0.3", "of a bucket: 10 targets, 4,000")
                .containsPattern("<path d=\"M[0-9.]+ [0-9.]+( L[0-9.]+ [0-9.]+)+\"")
                .doesNotContain("NaN", "{cores}", "{plots}", "{tables}");
        assertThat(report.markdown()).contains("| 1,000 | 10.20 | 0.30 | 1.050 | 100,000 |");
    }
}
