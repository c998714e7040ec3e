package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** LIFE-10: what cannot get better by waiting ends init at once, whatever wait_timeout is, with the reason in the error. */
final class EndsHopelessWaits implements Check {

    /** Kubernetes needs a while to say CrashLoopBackOff or ImagePullBackOff. */
    private static final Duration AT_ONCE = Duration.ofSeconds(90);

    private static final String CONTAINER = "spec.containers[0]";

    private record Hopeless(String reason, PodYaml spec) {}

    @Override
    public String name() {
        return "ends-waits-that-are-hopeless";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-10");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES);
    }

    @Override
    public int weight() {
        return 6;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        for (Hopeless hopeless : all(session)) {
            String id = session.newId();
            Exchange init = session.cluster().init(id, hopeless.spec().text());
            Expect.that(
                    init.status() >= 400 && init.time().compareTo(AT_ONCE) < 0,
                    init,
                    init.summary() + " after " + init.time().toSeconds() + " s",
                    "an error at once, since the pods are in " + hopeless.reason());
            String message = Expect.message(init).orElseGet(init::text);
            Expect.that(
                    List.of(hopeless.reason().split(" or ")).stream().anyMatch(message::contains),
                    init,
                    "a message that says " + hopeless.reason());
            session.kubernetes().expectGone(id, "the failed init");
        }
    }

    private static List<Hopeless> all(Session session) {
        PodYaml right = session.md5Spec()
                .with("metadata.annotations.wait_timeout", "10m")
                .with(CONTAINER + ".readinessProbe.periodSeconds", 1);
        PodYaml exits = right.with(CONTAINER + ".command", List.of("sh", "-c", "exit 3"));
        return List.of(
                new Hopeless(
                        "ImagePullBackOff or ErrImagePull",
                        right.with(
                                CONTAINER + ".image",
                                "etlbed/no-such-image:" + session.lab().names().next())),
                new Hopeless("InvalidImageName", right.with(CONTAINER + ".image", "Not:A/Valid::Image")),
                new Hopeless(
                        "CreateContainerConfigError",
                        right.with(CONTAINER + ".env[0].name", "SETTING")
                                .with(CONTAINER + ".env[0].valueFrom.configMapKeyRef.name", "no-such-map")
                                .with(CONTAINER + ".env[0].valueFrom.configMapKeyRef.key", "setting")),
                new Hopeless("CrashLoopBackOff or Error", exits),
                new Hopeless("Failed", exits.with("spec.restartPolicy", "Never")));
    }
}
