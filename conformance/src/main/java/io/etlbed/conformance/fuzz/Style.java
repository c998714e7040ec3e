package io.etlbed.conformance.fuzz;

/**
 * A way of writing YAML; all of them mean the same.
 *
 * @param indent of what is within
 * @param dashes whether dashes are indented too
 * @param quotes how strings are written where more than one way would do
 * @param flowFrom from which depth on brackets are used; 0 for JSON-like texts
 * @param comments whether there are comments and blank lines
 * @param dashed whether three dashes come first
 * @param carriageReturns whether lines end as on Windows
 */
record Style(
        int indent,
        boolean dashes,
        Quotes quotes,
        int flowFrom,
        boolean comments,
        boolean dashed,
        boolean carriageReturns) {

    static final Style PLAIN = new Style(2, true, Quotes.NONE, 99, false, false, false);

    /** Of strings. */
    enum Quotes {
        NONE,
        SINGLE,
        DOUBLE
    }
}
