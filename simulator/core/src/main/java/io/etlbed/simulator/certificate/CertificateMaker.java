package io.etlbed.simulator.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes X.509 certificates for EC keys, signed by one authority. By hand, since loading a library for it costs more than
 * all the rest of making the certificates (docs/adr/0006).
 */
final class CertificateMaker {

    private static final Duration VALID = Duration.ofDays(365);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int CERT_AND_CRL_SIGN = 0x06;

    private final KeyPair authority;
    private final byte[] issuer;
    private final Instant now;
    private final SecureRandom random;

    CertificateMaker(KeyPair authority, String name, Instant now, SecureRandom random) {
        this.authority = authority;
        this.issuer = name(name);
        this.now = now;
        this.random = random;
    }

    /** The authority's own certificate. */
    X509Certificate root() throws GeneralSecurityException {
        return sign(
                issuer,
                authority.getPublic(),
                List.of(
                        extension("2.5.29.19", true, Der.sequence(Der.yes())),
                        extension("2.5.29.15", true, Der.flags(CERT_AND_CRL_SIGN))));
    }

    /** @param hosts under which the server is reached: names, and addresses as literals */
    X509Certificate server(String name, Collection<String> hosts, PublicKey key) throws GeneralSecurityException {
        byte[] alternatives =
                Der.sequence(hosts.stream().map(CertificateMaker::host).toArray(byte[][]::new));
        return sign(
                name(name),
                key,
                List.of(
                        extension("2.5.29.15", true, Der.flags(DIGITAL_SIGNATURE)),
                        extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
                        extension("2.5.29.17", false, alternatives)));
    }

    private static byte[] host(String host) {
        boolean literal = host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
        if (!literal) {
            return Der.implicit(2, host.getBytes(US_ASCII));
        }
        try {
            // Of a literal nothing is looked up.
            return Der.implicit(7, InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + host, e);
        }
    }

    private X509Certificate sign(byte[] subject, PublicKey key, List<byte[]> particular)
            throws GeneralSecurityException {
        List<byte[]> extensions = new ArrayList<>(particular);
        extensions.add(extension("2.5.29.14", false, Der.octets(identifier(key))));
        extensions.add(extension("2.5.29.35", false, Der.sequence(Der.implicit(0, identifier(authority.getPublic())))));
        byte[] content = Der.sequence(
                Der.tagged(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(127, random).add(BigInteger.ONE)),
                ECDSA_SHA256,
                issuer,
                Der.sequence(Der.time(now.minus(CLOCKS_DIFFER)), Der.time(now.plus(VALID))),
                subject,
                key.getEncoded(),
                Der.tagged(3, Der.sequence(extensions.toArray(byte[][]::new))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authority.getPrivate(), random);
        signature.update(content);
        byte[] whole = Der.sequence(content, ECDSA_SHA256, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
    }

    /** Tells keys apart where names do not. */
    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Arrays.copyOf(digest, 20);
    }
}
