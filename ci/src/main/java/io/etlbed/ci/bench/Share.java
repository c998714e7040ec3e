package io.etlbed.ci.bench;

/** Rates of one way of doing something, and which part they are of those of another in the same rounds. */
record Share(Samples rates, Samples percents) {

    Share() {
        this(new Samples(), new Samples());
    }

    /** @param other the rate of the other way in this round */
    void add(double rate, double other) {
        rates.add(rate);
        percents.add(100 * rate / other);
    }

    /**
     * A line of a table.
     *
     * @param others rates of the other way
     * @param aim what the share is to be, empty where nothing is asked
     */
    String row(String name, Samples others, String aim) {
        return "| %s | %s | %s | %s %% | %s |%n".formatted(name, rates.text(0), others.text(0), percents.text(0), aim);
    }
}
