package io.etlbed.ci;

import io.etlbed.junit.EtlCluster;
import java.io.PrintStream;
import java.net.URI;
import java.util.regex.Pattern;

/** What {@code up} says of a running cluster, ready to be pasted into another shell. */
final class Welcome {

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");

    private Welcome() {}

    static void print(PrintStream out, EtlCluster cluster) {
        out.println();
        for (URI proxy : cluster.proxies()) {
            out.println("proxy       " + proxy);
        }
        out.println("dashboard   " + cluster.url().resolve("/dashboard/"));
        out.println("kubeconfig  " + cluster.kubeconfig());
        cluster.authority().ifPresent(file -> out.println("authority   " + file));
        String authority = cluster.authority()
                .map(file -> word(file.toAbsolutePath().toString()))
                .orElse("");
        out.printf(
                """

                From another shell:

                    export AIS_ENDPOINT=%1$s
                    export KUBECONFIG=%2$s
                %5$s
                    curl%6$s -i %1$s/v1/etl
                    %3$s ais bucket create ais://shards
                    %3$s ais put README.md ais://shards/readme
                    %3$s ais etl init spec --name md5-etl --from-file %4$s
                    kubectl get pods -A -o wide
                    %3$s ais etl object md5-etl ais://shards/readme -
                    curl%6$s -L '%1$s/v1/objects/shards/readme?uuid=md5-etl'

                Ctrl-C stops the cluster and removes all of it.
                """,
                cluster.url(),
                word(cluster.kubeconfig().toString()),
                word(launcher()),
                "playbooks/md5/spec.yaml",
                authority.isEmpty() ? "" : "    export AIS_CLIENT_CA=" + authority + "\n",
                authority.isEmpty() ? "" : " --cacert " + authority);
        out.flush();
    }

    /** As a shell reads it: a clone may lie in a folder with a space. */
    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String launcher() {
        return System.getProperty("etlbed.launcher", "etlbed");
    }
}
