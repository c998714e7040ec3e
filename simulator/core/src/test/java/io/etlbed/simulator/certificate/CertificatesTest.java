package io.etlbed.simulator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {

    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "::1", "10.20.30.40");

    private final KeyPair authority = keys();
    private final CertificateMaker maker =
            new CertificateMaker(authority, "test-ca", Instant.now(), new SecureRandom());

    @Test
    void the_JDK_accepts_the_chain() throws Exception {
        X509Certificate root = maker.root();
        X509Certificate server = maker.server("test-server", HOSTS, keys().getPublic());

        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), parameters);

        root.verify(authority.getPublic());
        assertThat(root.getBasicConstraints()).isNotNegative();
        assertThat(server.getBasicConstraints()).isNegative();
        assertThat(server.getSubjectX500Principal().getName()).isEqualTo("CN=test-server");
        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(7, "127.0.0.1"),
                        List.of(2, "localhost"),
                        List.of(7, "0:0:0:0:0:0:0:1"),
                        List.of(7, "10.20.30.40"));
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void openssl_accepts_the_chain_at_its_strictest(@TempDir Path folder) throws Exception {
        assumeTrue(isInstalled("openssl"), "no openssl on the PATH");
        Path ca = pem(folder.resolve("ca.pem"), maker.root());
        Path leaf = pem(folder.resolve("leaf.pem"), maker.server("test-server", HOSTS, keys().getPublic()));

        Process verify = new ProcessBuilder(
                        "openssl",
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-verify_ip",
                        "127.0.0.1",
                        "-CAfile",
                        ca.toString(),
                        leaf.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .endsWith("leaf.pem: OK\n");
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.4.3, 0603550403",
        "1.2.840.10045.4.3.2, 06082a8648ce3d040302",
        "1.3.6.1.5.5.7.3.1, 06082b06010505070301",
        "2.5.29.268435456, 0607551d8180808000"
    })
    void object_identifiers_are_written_as_DER_has_them(String dotted, String hex) {
        assertThat(new BigInteger(1, Der.oid(dotted)).toString(16)).isEqualTo(hex.substring(1));
    }

    @Test
    void times_from_2050_on_have_four_digits() {
        assertThat(new String(Der.time(Instant.parse("2049-12-31T23:59:59Z")), StandardCharsets.US_ASCII))
                .endsWith("491231235959Z");
        assertThat(new String(Der.time(Instant.parse("2050-01-01T00:00:00Z")), StandardCharsets.US_ASCII))
                .endsWith("20500101000000Z");
    }

    @Test
    void long_contents_have_long_lengths() {
        assertThat(Arrays.copyOf(Der.octets(new byte[127]), 2)).containsExactly(4, 127);
        assertThat(Arrays.copyOf(Der.octets(new byte[128]), 3)).containsExactly(4, 0x81, 128);
        assertThat(Arrays.copyOf(Der.octets(new byte[256]), 4)).containsExactly(4, 0x82, 1, 0);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path pem(Path file, X509Certificate certificate) throws Exception {
        String body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
