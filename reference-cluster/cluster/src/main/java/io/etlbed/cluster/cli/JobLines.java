package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.JobProgress;
import org.jspecify.annotations.Nullable;

/** What is said of a job that went well. */
final class JobLines {

    private JobLines() {}

    /**
     * @param done null where nobody knows it any more
     * @param verb of what it does, such as {@code transform}
     */
    static String done(@Nullable JobProgress done, boolean dryRun, String verb, String from, String to) {
        String did = dryRun ? "would " + verb : verb.equals("copy") ? "copied" : verb + "ed";
        if (done == null) {
            return did + " \"" + from + "\" to \"" + to + "\"";
        }
        return did + " " + done.objects() + (done.objects() == 1 ? " object of \"" : " objects of \"") + from
                + "\" to \"" + to + "\" [" + Sizes.text(done.written()) + "]";
    }
}
