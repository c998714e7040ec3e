package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of the cluster's own, and the server's certificate for this host by it. Both live as long as the server. */
final class Certificates {

    private static final Duration VALID = Duration.ofDays(365);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String authorityPem;
    private final SSLContext serverContext;

    private Certificates(String authorityPem, SSLContext serverContext) {
        this.authorityPem = authorityPem;
        this.serverContext = serverContext;
    }

    static Certificates create(Instant now) {
        try {
            KeyPair authorityKeys = keys();
            X500Name authorityName = new X500Name("CN=etlbed-ca");
            JcaX509v3CertificateBuilder root = builder(authorityName, authorityName, authorityKeys, now);
            root.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            root.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            X509Certificate authority = sign(root, authorityKeys);

            KeyPair serverKeys = keys();
            JcaX509v3CertificateBuilder leaf =
                    builder(authorityName, new X500Name("CN=etlbed-apiserver"), serverKeys, now);
            leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            leaf.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            leaf.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            }));
            X509Certificate server = sign(leaf, authorityKeys);
            return new Certificates(pem(authority), context(serverKeys, server, authority));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new SimulatorException("cannot make the API server's certificates: " + e.getMessage(), e);
        }
    }

    /** For the server's sockets. */
    SSLContext serverContext() {
        return serverContext;
    }

    /** The authority's certificate, by which clients know the server. */
    String authorityPem() {
        return authorityPem;
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys, Instant now) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).add(BigInteger.ONE),
                Date.from(now.minus(CLOCKS_DIFFER)),
                Date.from(now.plus(VALID)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair authority)
            throws OperatorCreationException, GeneralSecurityException {
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static SSLContext context(KeyPair keys, X509Certificate server, X509Certificate authority)
            throws GeneralSecurityException, IOException {
        // The store never leaves the memory; its password protects nothing.
        char[] password = "memory".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("server", keys.getPrivate(), password, new Certificate[] {server, authority});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, RANDOM);
        return context;
    }
}
