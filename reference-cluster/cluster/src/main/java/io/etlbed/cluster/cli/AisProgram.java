package io.etlbed.cluster.cli;

import io.etlbed.cluster.OwnJava;
import java.util.ArrayList;
import java.util.List;

/** {@link Ais} as a program of its own, for shells and for whoever looks at it from outside. */
public final class AisProgram {

    private AisProgram() {}

    /** The words before those of a call: the Java, the class path and the shared classes of this JVM. */
    public static List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(OwnJava.program());
        words.addAll(OwnJava.sharing());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        words.addAll(List.of("-cp", OwnJava.classPath(), Ais.class.getName()));
        return List.copyOf(words);
    }
}
