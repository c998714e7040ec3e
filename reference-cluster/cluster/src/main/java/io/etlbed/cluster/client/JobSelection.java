package io.etlbed.cluster.client;

import java.util.List;

/** Which objects of a bucket a job does (XFORM-06). */
public sealed interface JobSelection {

    /** Every object. */
    JobSelection ALL = new Whole();

    /** Every object. */
    record Whole() implements JobSelection {}

    /**
     * The objects of these names. One that is not there fails the job, or with {@link JobOptions#goOn()} is named at its end.
     *
     * @param names at least one
     */
    record Names(List<String> names) implements JobSelection {

        /** @throws IllegalArgumentException if there is no name */
        public Names {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("no object is named");
            }
        }
    }

    /**
     * The objects whose names a template stands for; those that are not there are passed over.
     *
     * @param text such as {@code shard-{0000..0123}.tar} or {@code shard-@0123.tar}; without a range it is what names begin with
     */
    record Template(String text) implements JobSelection {}
}
