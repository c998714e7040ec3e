package io.etlbed.ci.doctor;

/** One thing that was looked at. */
public sealed interface Finding {

    /** What it is, such as {@code python3}. */
    String name();

    /** What was found of it, or what is the matter. */
    String text();

    /** It is there and works. */
    record Good(String name, String text) implements Finding {}

    /**
     * It is not needed for the main job.
     *
     * @param advice how to get it
     */
    record Optional(String name, String text, String advice) implements Finding {}

    /**
     * Without it clusters do not run.
     *
     * @param advice how to get it
     */
    record Missing(String name, String text, String advice) implements Finding {}
}
