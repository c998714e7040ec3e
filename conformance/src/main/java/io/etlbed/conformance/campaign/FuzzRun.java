package io.etlbed.conformance.campaign;

import io.etlbed.conformance.fuzz.FuzzCampaign;
import io.etlbed.conformance.fuzz.FuzzListener;
import io.etlbed.conformance.fuzz.FuzzOptions;
import io.etlbed.conformance.fuzz.FuzzReport;
import java.util.List;

/** Fuzzes, on what there is or on what is started for it. */
public final class FuzzRun {

    private FuzzRun() {}

    /**
     * Returns when the time is over, and everything that was started has ended.
     *
     * @throws io.etlbed.conformance.ConformanceException if the place has not what the target takes
     */
    public static FuzzReport run(FuzzOptions options, FuzzPlace place, FuzzListener listener)
            throws InterruptedException {
        try (OpenSubject open = OpenSubject.open(options.target(), place, options.seed())) {
            return new FuzzCampaign(open.subject(), options, listener).run();
        }
    }

    /**
     * Tries one case again.
     *
     * @param caseText as a finding's file has it
     * @return what is wrong, in one line each; empty where all is well
     */
    public static List<String> replay(String caseText, FuzzPlace place) throws InterruptedException {
        try (OpenSubject open = OpenSubject.open(FuzzCampaign.target(caseText), place, 0)) {
            return FuzzCampaign.replay(open.subject(), caseText);
        }
    }
}
