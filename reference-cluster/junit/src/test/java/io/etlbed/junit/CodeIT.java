package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.EtlLog;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts and programs of users as transformers, in real pods. */
class CodeIT {

    private static final String REVERSE = "def transform(data):\n    return data[::-1]\n";

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static AisClient ais;

    @BeforeAll
    static void start() throws Exception {
        cluster = EtlCluster.builder()
                .targets(2)
                .folder(folder.resolve("cluster"))
                .start();
        ais = AisClient.of(cluster.url());
        ais.buckets().create("code");
        for (String text : new String[] {"", "a", "hello", "größe"}) {
            ais.objects().put(object(text), ObjectBody.of(text.getBytes(UTF_8)));
        }
    }

    @AfterAll
    static void stop() {
        ais.close();
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpush://", "hrev://", "hpull://"})
    void code_01_a_function_runs_over_the_objects_of_every_target(String mechanism) throws Exception {
        String etl = "code-" + mechanism.substring(0, mechanism.indexOf(':'));
        ais.etl().init(code(etl, REVERSE, "", "python3", mechanism));
        assertThat(transformed("hello", etl)).isEqualTo("olleh");
        assertThat(transformed("a", etl)).isEqualTo("a");
        assertThat(transformed("", etl)).isEmpty();
        ais.etl().delete(etl);
    }

    @Test
    void code_05_with_io_the_script_itself_is_run() throws Exception {
        String script = "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read().upper())\n";
        ais.etl().init(code("code-io", script, "", "python3", "io://"));
        assertThat(transformed("hello", "code-io")).isEqualTo("HELLO");
        ais.etl().delete("code-io");
    }

    @Test
    void code_07_an_exception_costs_its_request_and_tells_the_traceback() throws Exception {
        String script = """
                def transform(data):
                    if data == b'a':
                        raise ValueError('not this one')
                    return data
                """;
        ais.etl().init(code("code-raise", script, "", "python3", "hpush://"));
        assertThatThrownBy(() -> transformed("a", "code-raise"))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining("line 3, in transform")
                .hasMessageContaining("ValueError: not this one");
        assertThat(transformed("hello", "code-raise")).isEqualTo("hello");
        ais.etl().delete("code-raise");
    }

    @Test
    void code_02_requirements_are_there_and_a_failing_install_fails_the_init() throws Exception {
        String script = "import six\ndef transform(data):\n    return six.ensure_binary(six.__version__)\n";
        try {
            ais.etl().init(code("code-needs", script, "six==1.16.0\n", "python3", "hpush://"));
        } catch (AisException e) {
            assumeFalse(e.getMessage().contains("has no pip"), e.getMessage());
            throw e;
        }
        assertThat(transformed("hello", "code-needs")).isEqualTo("1.16.0");
        ais.etl().delete("code-needs");
        assertThatThrownBy(() ->
                        ais.etl().init(code("code-none", script, "etlbed-no-such-package\n", "python3", "hpush://")))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining("No matching distribution found for etlbed-no-such-package");
        assertThat(cluster.kubernetes().pods().inNamespace("ais").list().getItems())
                .isEmpty();
    }

    @Test
    void a_script_that_cannot_be_imported_fails_the_init_at_once_with_the_traceback() {
        assertThatThrownBy(() ->
                        ais.etl().init(code("code-broken", "import nothing_of_that_name\n", "", "python3", "hpush://")))
                .isInstanceOf(AisException.class)
                .hasMessageContaining("nothing_of_that_name");
    }

    @Test
    void what_a_script_prints_is_in_the_logs_and_the_view_gives_it_back() throws Exception {
        String script = "# größe: $HOME $(x)\nprint('imported')\n" + REVERSE;
        ais.etl().init(code("code-prints", script, "", "python3", "hpush://"));
        assertThat(ais.etl().logs("code-prints")).extracting(EtlLog::text).allMatch(text -> text.contains("imported"));
        EtlInit.Code view = (EtlInit.Code) ais.etl().view("code-prints").init();
        assertThat(new String(view.code(), UTF_8)).isEqualTo(script);
        ais.etl().delete("code-prints");
    }

    @Test
    void comm_04_a_program_in_an_image_is_run_for_each_object() throws Exception {
        String spec = """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: io-program
                  annotations:
                    communication_type: io://
                spec:
                  containers:
                    - name: server
                      image: aistore/transformer_echo:latest
                      command: [sh, -c, 'test "$PREFIX" || exit 3; printf %s "$PREFIX"; exec tr a-z A-Z']
                      env:
                        - name: PREFIX
                          value: ">> "
                """;
        ais.etl().init(EtlInit.spec("io-program", spec.getBytes(UTF_8)));
        assertThat(transformed("hello", "io-program")).isEqualTo(">> HELLO");
        assertThat(transformed("", "io-program")).isEqualTo(">> ");
        ais.etl().delete("io-program");
        ais.etl().init(EtlInit.spec("io-fails", spec.replace(">> ", "").getBytes(UTF_8)));
        assertThatThrownBy(() -> transformed("hello", "io-fails")).hasMessageContaining("3");
        ais.etl().delete("io-fails");
    }

    private static EtlInit code(String etl, String script, String needs, String runtime, String mechanism) {
        return new EtlInit.Code(
                etl, script.getBytes(UTF_8), needs.getBytes(UTF_8), runtime, Optional.of(mechanism), Optional.of("2m"));
    }

    private static ObjectRef object(String text) {
        return new ObjectRef("code", "object-" + text);
    }

    private static String transformed(String text, String etl) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(object(text)).through(etl), answer);
        return answer.toString(UTF_8);
    }
}
