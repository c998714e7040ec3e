package io.etlbed.ci;

/** The settings of the log, which goes to standard error. Before the first logger is made. */
final class Logging {

    private Logging() {}

    static void debug() {
        System.setProperty("org.slf4j.simpleLogger.log.io.etlbed", "debug");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
}
