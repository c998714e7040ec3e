package io.etlbed.cluster.etl.workload;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The runtimes of <i>init code</i>: those of the documents (CODE-03), and those that later clients name ({@code v2}). */
public enum CodeRuntime {
    PYTHON2("python2", "2", "2.7.18"),
    PYTHON3("python3", "3", "3.8.5"),
    PYTHON3_6("python3.6", "3.6", "3.6"),
    PYTHON3_8("python3.8", "3.8", "3.8"),
    PYTHON3_10("python3.10", "3.10", "3.10"),
    PYTHON3_8V2("python3.8v2", "3.8v2", "3.8"),
    PYTHON3_9V2("python3.9v2", "3.9v2", "3.9"),
    PYTHON3_10V2("python3.10v2", "3.10v2", "3.10"),
    PYTHON3_11V2("python3.11v2", "3.11v2", "3.11"),
    PYTHON3_12V2("python3.12v2", "3.12v2", "3.12"),
    PYTHON3_13V2("python3.13v2", "3.13v2", "3.13");

    /** Repository of the images that have the runtimes, as AIStore publishes them. */
    public static final String REPOSITORY = "aistore/runtime_python";

    /** Variable of a runtime's containers with pip's requirements. */
    public static final String DEPENDENCIES = "AISTORE_DEPS";

    /** Variable of a runtime's containers that rules out another minor version of Python; its value is the reason. */
    public static final String EXACT = "ETL_PYTHON_EXACT";

    private final String text;
    private final String tag;
    private final String version;

    CodeRuntime(String text, String tag, String version) {
        this.text = text;
        this.tag = tag;
        this.version = version;
    }

    /** As messages name it, such as {@code python3.8}. */
    public String text() {
        return text;
    }

    /** The tag of its image, such as {@code 3.8}. */
    public String tag() {
        return tag;
    }

    /** The image that has it. */
    public String image() {
        return REPOSITORY + ":" + tag;
    }

    /** The Python that the documents promise, such as {@code 3.8.5}, or {@code 3.6} for any of that minor version. */
    public String version() {
        return version;
    }

    /** The one of exactly that name. */
    public static Optional<CodeRuntime> of(String text) {
        return Arrays.stream(values())
                .filter(runtime -> runtime.text.equals(text))
                .findFirst();
    }

    /** All of them, for messages. */
    public static String list() {
        return Arrays.stream(values()).map(CodeRuntime::text).collect(Collectors.joining(", "));
    }
}
