package io.etlbed.junit.assertj;

import io.etlbed.junit.Bucket;
import io.etlbed.junit.Etl;
import io.etlbed.junit.EtlResult;

/**
 * Where assertions begin; to be imported beside those of AssertJ.
 *
 * <p>{@code import static io.etlbed.junit.assertj.EtlAssertions.assertThat;}
 */
public final class EtlAssertions {

    private EtlAssertions() {}

    /** On what an ETL has made of an object. */
    public static EtlResultAssert assertThat(EtlResult actual) {
        return new EtlResultAssert(actual);
    }

    /** On an ETL. */
    public static EtlAssert assertThat(Etl actual) {
        return new EtlAssert(actual);
    }

    /** On the objects of a bucket. */
    public static BucketAssert assertThat(Bucket actual) {
        return new BucketAssert(actual);
    }
}
