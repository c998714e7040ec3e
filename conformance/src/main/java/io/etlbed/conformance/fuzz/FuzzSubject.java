package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Profile;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** What is fuzzed, by the target chosen. */
public final class FuzzSubject {

    private final Optional<Lab> lab;
    private final Optional<KubernetesClient> kubernetes;
    private final SpecValidator validator;

    private FuzzSubject(Optional<Lab> lab, Optional<KubernetesClient> kubernetes, SpecValidator validator) {
        this.lab = lab;
        this.kubernetes = kubernetes;
        this.validator = validator;
    }

    /** A cluster; the Kubernetes below it, where the lab sees it. */
    public static FuzzSubject of(Lab lab) {
        return new FuzzSubject(Optional.of(lab), lab.kubernetes(), yaml -> List.of());
    }

    /** A validator by itself. */
    public static FuzzSubject of(SpecValidator validator) {
        return new FuzzSubject(Optional.empty(), Optional.empty(), validator);
    }

    /** A Kubernetes by itself. */
    public static FuzzSubject of(KubernetesClient client) {
        return new FuzzSubject(Optional.empty(), Optional.of(client), yaml -> List.of());
    }

    List<Kind> kinds(FuzzTarget target) {
        return switch (target) {
            case SPEC, LINT -> SpecKinds.all(target, plain(), longest());
            case NAME -> SpecKinds.names(plain(), longest());
            case CODE -> CodeKinds.all();
            case HTTP -> HttpKinds.all();
            case KUBERNETES -> KubernetesKinds.all();
        };
    }

    /** Pairs of rules that no one specification breaks. */
    List<String> impossible(FuzzTarget target) {
        return target == FuzzTarget.SPEC || target == FuzzTarget.LINT ? SpecKinds.impossible(plain()) : List.of();
    }

    Judge judge(FuzzTarget target, Optional<Sessions> sessions) throws InterruptedException {
        return switch (target) {
            case LINT -> new LintJudge(validator);
            case SPEC, NAME, CODE -> new InitJudge(needed(sessions));
            case HTTP -> new HttpJudge(needed(sessions), lab().endpoint().url());
            case KUBERNETES ->
                new KubernetesJudge(kubernetes.orElseThrow(
                        () -> new ConformanceException("to fuzz Kubernetes behind an endpoint takes its kubeconfig")));
        };
    }

    Lab lab() {
        return lab.orElseThrow(() -> new ConformanceException("this target needs a cluster"));
    }

    private static Sessions needed(Optional<Sessions> sessions) {
        return sessions.orElseThrow(() -> new ConformanceException("this target needs a cluster"));
    }

    Optional<Sessions> sessions() {
        return lab.map(Sessions::new);
    }

    private int longest() {
        return lab.map(Lab::profile).orElse(Profile.DOCUMENT).settings().longestName();
    }

    private PodYaml plain() {
        String image = lab.map(each -> each.images().md5()).orElse("aistore/transformer_md5:latest");
        return PodYaml.transformer("compute-md5", image).with("spec.containers[0].readinessProbe.periodSeconds", 1);
    }
}
