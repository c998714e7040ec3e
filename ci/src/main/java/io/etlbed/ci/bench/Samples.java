package io.etlbed.ci.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Figures of one kind from the rounds of a run; the median is what is quoted. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    void add(Samples others) {
        values.addAll(others.values);
    }

    /**
     * The value that so many percent of the others do not exceed.
     *
     * @param percent above 0, at most 100
     */
    double percentile(double percent) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
    }

    double min() {
        return Collections.min(values);
    }

    double max() {
        return Collections.max(values);
    }

    /** Median with the range behind it, each with the given number of decimals. */
    String text(int decimals) {
        String number = "%." + decimals + "f";
        return (number + " (" + number + "–" + number + ")").formatted(median(), min(), max());
    }
}
