package io.etlbed.junit;

import io.etlbed.simulator.Sandbox;
import java.nio.file.Path;

/** A JVM of its own with a cluster that transforms by MD5. Arguments: a folder, and the sandbox; prints {@value #WELL}. */
final class Md5Main {

    static final String WELL = "all is well";

    private Md5Main() {}

    public static void main(String[] arguments) throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                .sandbox(Sandbox.of(arguments[1]).orElseThrow())
                .targets(2)
                .folder(Path.of(arguments[0]))
                .start()) {
            Md5Example.run(cluster.url(), "md5-other");
        }
        System.out.println(WELL);
    }
}
