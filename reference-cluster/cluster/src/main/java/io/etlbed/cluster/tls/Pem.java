package io.etlbed.cluster.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files. What is wrong with one is told with its name. */
public final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");
    private static final long LARGEST = 4 << 20;

    /** By which keys of a kind sign, to see whether they belong to a certificate. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "RSA", "SHA256withRSA",
            "EC", "SHA256withECDSA",
            "EdDSA", "EdDSA");

    private Pem() {}

    /**
     * Every certificate of a file, in its order.
     *
     * @throws IOException if it cannot be read, or holds none
     */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(content(file)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new IOException(file + " holds no certificate: PEM is expected");
            }
            return found;
        } catch (CertificateException e) {
            throw new IOException(file + " holds no certificate that can be read: PEM is expected", e);
        }
    }

    /**
     * The private key of a certificate.
     *
     * @throws IOException if the file cannot be read, holds no unencrypted PKCS #8, or another certificate's key
     */
    public static PrivateKey key(Path file, X509Certificate certificate) throws IOException {
        Matcher block = KEY.matcher(new String(content(file), StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw new IOException(file + " holds no private key: PEM is expected");
        }
        String form = block.group(1).strip();
        if (!form.isEmpty()) {
            throw new IOException(file + " holds a private key in the form " + form
                    + "; unencrypted PKCS #8 is expected: openssl pkcs8 -topk8 -nodes -in " + file + " writes it");
        }
        String algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            byte[] content = Base64.getMimeDecoder().decode(block.group(2));
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
            if (belongs(key, certificate)) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    file + " holds no " + algorithm + " key, as the certificate has it: " + e.getMessage(), e);
        }
        throw new IOException(file + " is not the key of the certificate of "
                + certificate.getSubjectX500Principal().getName());
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm == null) {
            return true;
        }
        byte[] sample = {1, 2, 3};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(sample);
        Signature looking = Signature.getInstance(algorithm);
        looking.initVerify(certificate.getPublicKey());
        looking.update(sample);
        return looking.verify(signing.sign());
    }

    private static byte[] content(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is no PEM file: it has " + Files.size(file) + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + file, e);
        }
    }
}
