package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ByteRange;
import io.etlbed.cluster.client.ClusterNode;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.JobSelection;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectEntry;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same operations as python_operations.py, by {@link AisClient}. */
final class JavaOperations {

    private final URI endpoint;
    private final String spec;
    private final String a;
    private final String b;
    private final String c;
    private final String d;
    private final String etl;
    private final String code;
    private final StringBuilder done = new StringBuilder();

    JavaOperations(URI endpoint, String spec, String name) {
        this.endpoint = endpoint;
        this.spec = spec;
        this.a = name + "-a";
        this.b = name + "-b";
        this.c = name + "-c";
        this.d = name + "-d";
        this.etl = name + "-md5";
        this.code = name + "-code";
    }

    /** A line for each operation that was done. */
    String run() throws IOException, InterruptedException {
        try (AisClient ais = AisClient.of(endpoint)) {
            cluster(ais);
            objects(ais);
            jobs(ais);
            etls(ais);
            ais.buckets().create(b);
            ais.buckets().destroy(b);
            assertThat(ais.buckets().list()).doesNotContain(b);
            done("destroy a bucket");
        }
        return done.toString();
    }

    private void cluster(AisClient ais) throws IOException, InterruptedException {
        assertThat(ais.healthy()).isTrue();
        done("is the cluster up");
        assertThat(ais.clusterMap().nodes())
                .filteredOn(node -> node.kind() == ClusterNode.Kind.PROXY)
                .hasSize(2);
        done("cluster map");
        ais.buckets().create(a);
        done("create a bucket");
        assertThat(ais.buckets().list()).contains(a);
        done("list buckets");
        assertThat(ais.buckets().props(a)).containsEntry("checksum.type", "xxhash");
        done("properties of a bucket");
    }

    private void objects(AisClient ais) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(List.of("dir/x.txt", "o1.txt", "o2.txt", "o3.txt", "ü ä.txt"));
        for (String each : names) {
            ais.objects().put(new ObjectRef(a, each), ObjectBody.of(text(each).getBytes(UTF_8)));
        }
        done("PUT");
        assertThat(ais.objects().head(new ObjectRef(a, "o1.txt")).size()).isEqualTo(17);
        done("HEAD");
        for (String each : names) {
            assertThat(read(ais, ObjectRead.of(new ObjectRef(a, each)))).isEqualTo(text(each));
        }
        done("GET");
        assertThat(read(ais, ObjectRead.of(new ObjectRef(a, "o1.txt")).part(ByteRange.of(2, 4))))
                .isEqualTo("nten");
        done("GET of a range");
        assertThat(names(ais, a, "")).isEqualTo(names);
        done("list objects");
        assertThat(names(ais, a, "o")).isEqualTo(names.subList(1, 4));
        done("list by prefix");
        assertThat(ais.objects().page(a, "", "", 2).entries())
                .extracting(ObjectEntry::name)
                .isEqualTo(names.subList(0, 2));
        done("list by pages");
        assertThatThrownBy(() -> names(ais, "nowhere-at-all", "")).hasMessageContaining("does not exist");
        done("error of a missing bucket");
        ais.objects().delete(new ObjectRef(a, "o2.txt"));
        names.remove("o2.txt");
        assertThat(names(ais, a, "")).isEqualTo(names);
        done("DELETE");
    }

    private void jobs(AisClient ais) throws IOException, InterruptedException {
        ais.jobs().await(ais.jobs().copy(a, b, JobOptions.NONE));
        assertThat(names(ais, b, "")).isEqualTo(names(ais, a, ""));
        done("copy a bucket");
        ais.jobs().await(ais.jobs().rename(b, c));
        assertThat(names(ais, c, "")).isEqualTo(names(ais, a, ""));
        done("rename a bucket");
        ais.jobs().await(ais.jobs().delete(c, new JobSelection.Names(List.of("o1.txt", "o3.txt"))));
        assertThat(names(ais, c, "")).containsExactly("dir/x.txt", "ü ä.txt");
        done("delete chosen objects");
        assertThat(ais.buckets().size(a).objects()).isEqualTo(4);
        done("count a bucket");
        done.append("- start a job\n");
        assertThat(ais.jobs().list(Optional.of("copy-bck"), false)).isNotEmpty();
        done("list jobs");
    }

    private void etls(AisClient ais) throws IOException, InterruptedException {
        assertThat(ais.etl().init(EtlInit.spec(etl, spec.getBytes(UTF_8)))).isEqualTo(etl);
        done("init an ETL from a specification, or an image");
        assertThat(ais.etl().list()).anyMatch(each -> each.id().equals(etl));
        done("list ETLs");
        assertThat(ais.etl().view(etl).init()).isNotNull();
        done("view an ETL");
        assertThat(read(ais, ObjectRead.of(new ObjectRef(a, "o1.txt")).through(etl)))
                .hasSize(32);
        done("transform inline");
        ais.jobs().await(ais.jobs().transform(etl, a, d, JobOptions.NONE));
        assertThat(names(ais, d, "")).isEqualTo(names(ais, a, ""));
        done("transform a bucket");
        ais.etl().stop(etl);
        done("stop an ETL");
        ais.etl().start(etl);
        done("start an ETL");
        ais.etl().stop(etl);
        ais.etl().delete(etl);
        assertThat(ais.etl().list()).noneMatch(each -> each.id().equals(etl));
        done("delete an ETL");
        byte[] function = "def transform(input_bytes):\n    return input_bytes.upper()\n".getBytes(UTF_8);
        ais.etl().init(new EtlInit.Code(code, function, new byte[0], "python3", Optional.empty(), Optional.empty()));
        assertThat(read(ais, ObjectRead.of(new ObjectRef(a, "o1.txt")).through(code)))
                .isEqualTo("CONTENT OF O1.TXT");
        ais.etl().stop(code);
        ais.etl().delete(code);
        done("init an ETL from a function");
    }

    private void done(String operation) {
        done.append("+ ").append(operation).append('\n');
    }

    private static String text(String name) {
        return "content of " + name;
    }

    private static List<String> names(AisClient ais, String bucket, String prefix)
            throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        ais.objects().list(bucket, prefix, each -> names.add(each.name()));
        return names;
    }

    private static String read(AisClient ais, ObjectRead read) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ais.objects().get(read, bytes);
        return bytes.toString(UTF_8);
    }
}
