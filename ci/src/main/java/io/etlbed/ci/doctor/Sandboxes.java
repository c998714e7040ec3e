package io.etlbed.ci.doctor;

import io.etlbed.simulator.embedded.runtime.SandboxLadder;
import io.etlbed.simulator.embedded.runtime.SandboxLadder.Rung;
import java.util.ArrayList;
import java.util.List;

/** What keeps pods apart on this machine: each rung of the ladder, with why it is absent or that it is there. */
final class Sandboxes {

    private static final String ADVICE = "What to do: ";

    private Sandboxes() {}

    static List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        boolean chosen = false;
        for (Rung rung : SandboxLadder.examine()) {
            findings.add(rung.present() ? present(rung, !chosen) : absent(rung));
            chosen |= rung.present();
        }
        if (!chosen) {
            findings.add(new Finding.Missing("pods", "cannot be made here", "see what each sandbox needs"));
        }
        return findings;
    }

    private static Finding present(Rung rung, boolean chosen) {
        String text = rung.sandbox().word()
                + (chosen ? ", chosen: " : ", there but not chosen: ")
                + rung.sandbox().description();
        return rung.sandbox().isolates() || !chosen
                ? new Finding.Good("sandbox", text)
                : new Finding.Optional("sandbox", text, "each pod says so in an event");
    }

    private static Finding absent(Rung rung) {
        String why = rung.absence().orElseThrow();
        int advice = why.indexOf(ADVICE);
        String text = rung.sandbox().word() + ", absent: "
                + (advice < 0 ? why : why.substring(0, advice).strip());
        return new Finding.Optional("sandbox", text, advice < 0 ? "" : why.substring(advice + ADVICE.length()));
    }
}
