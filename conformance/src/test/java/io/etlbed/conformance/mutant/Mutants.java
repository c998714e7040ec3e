package io.etlbed.conformance.mutant;

import java.util.List;
import java.util.stream.Stream;

/** The table of checks and the faults that they must find. */
final class Mutants {

    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        SpecMutants.all(),
                        NameMutants.all(),
                        LifeMutants.all(),
                        CodeMutants.all(),
                        CommMutants.all(),
                        MechanismMutants.all(),
                        SecretMutants.all(),
                        TransportMutants.all(),
                        DataMutants.all(),
                        JobMutants.all(),
                        TargetMutants.all(),
                        ApiMutants.all(),
                        CliMutants.all(),
                        PlayMutants.all())
                .flatMap(List::stream)
                .toList();
    }
}
