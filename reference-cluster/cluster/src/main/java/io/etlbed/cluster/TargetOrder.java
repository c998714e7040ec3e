package io.etlbed.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.etlbed.cluster.data.ServerLimits;
import io.etlbed.cluster.etl.EtlSettings;
import io.etlbed.cluster.member.Keepalive;
import io.etlbed.cluster.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process is told that is to be a target.
 *
 * @param folder of this node alone
 * @param via proxies by which it may join
 * @param secret of the cluster; the order goes over a pipe, where nobody else reads it
 * @param kubeconfig of the Kubernetes for ETL; empty for none
 * @param tls files by which it speaks TLS; empty for plain HTTP, else certificate, key, and if it is a third one the authority
 */
record TargetOrder(
        String id,
        String folder,
        int port,
        List<URI> via,
        String secret,
        String bindAddress,
        String publicHost,
        String kubeconfig,
        EtlSettings etl,
        boolean durable,
        ServerLimits limits,
        Keepalive keepalive,
        List<String> tls) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(durations()).build();

    static TargetOrder of(NodePlace place, List<URI> via, String secret, ReferenceClusterConfig config) {
        Optional<Path> kubeconfig = config.processes().flatMap(TargetProcesses::kubeconfig);
        return new TargetOrder(
                place.id(),
                place.folder().toString(),
                place.port(),
                via,
                secret,
                config.bindAddress(),
                config.publicHost(),
                kubeconfig.map(file -> file.toAbsolutePath().toString()).orElse(""),
                config.etl(),
                config.durable(),
                config.limits(),
                config.keepalive(),
                config.tls().map(TargetOrder::paths).orElse(List.of()));
    }

    private static List<String> paths(TlsFiles files) {
        return Stream.concat(Stream.of(files.certificate(), files.key()), files.authority().stream())
                .map(file -> file.toAbsolutePath().toString())
                .toList();
    }

    Optional<TlsFiles> tlsFiles() {
        return tls.isEmpty()
                ? Optional.empty()
                : Optional.of(new TlsFiles(
                        Path.of(tls.get(0)),
                        Path.of(tls.get(1)),
                        tls.stream().skip(2).map(Path::of).findFirst()));
    }

    private static SimpleModule durations() {
        return new SimpleModule()
                .addSerializer(Duration.class, ToStringSerializer.instance)
                .addDeserializer(Duration.class, new StdDelegatingDeserializer<>(new FromText()));
    }

    private static final class FromText extends StdConverter<String, Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.parse(text);
        }
    }

    /** In one line. */
    String line() throws JsonProcessingException {
        return MAPPER.writeValueAsString(this);
    }

    static TargetOrder parse(String line) throws JsonProcessingException {
        return MAPPER.readValue(line, TargetOrder.class);
    }
}
