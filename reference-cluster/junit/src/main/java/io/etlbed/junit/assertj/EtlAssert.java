package io.etlbed.junit.assertj;

import io.etlbed.junit.Etl;
import org.assertj.core.api.AbstractAssert;

/** Assertions on an ETL. */
public final class EtlAssert extends AbstractAssert<EtlAssert, Etl> {

    EtlAssert(Etl actual) {
        super(actual, EtlAssert.class);
        if (actual != null) {
            describedAs("%s", actual);
        }
    }

    /** One of its containers has written this text. */
    public EtlAssert hasLogContaining(String expected) {
        isNotNull();
        String logs = actual.logs();
        if (!logs.contains(expected)) {
            throw failure(
                    "Expecting a log with%n  \"%s\"%nin it, but the logs are%n%s", expected, Shown.indented(logs));
        }
        return this;
    }
}
