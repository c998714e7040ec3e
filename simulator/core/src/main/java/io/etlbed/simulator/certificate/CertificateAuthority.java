package io.etlbed.simulator.certificate;

import io.etlbed.simulator.SimulatorException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** An authority of its own, whose key is in no file: it can be asked for certificates as long as it is there. */
public final class CertificateAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final CertificateMaker maker;
    private final X509Certificate root;

    private CertificateAuthority(CertificateMaker maker, X509Certificate root) {
        this.maker = maker;
        this.root = root;
    }

    /**
     * A new one, whose certificates are valid for a year.
     *
     * @param name common name
     */
    public static CertificateAuthority create(String name, Instant now) {
        try {
            CertificateMaker maker = new CertificateMaker(keys(), name, now, RANDOM);
            return new CertificateAuthority(maker, maker.root());
        } catch (GeneralSecurityException e) {
            throw new SimulatorException("cannot make an authority for certificates: " + e.getMessage(), e);
        }
    }

    /** Its own certificate in PEM, by which clients know the servers. */
    public String pem() {
        return Pem.certificate(root);
    }

    /**
     * A key for a server, and its certificate.
     *
     * @param name common name
     * @param hosts under which it is reached: names, and addresses as literals
     */
    public ServerIdentity issue(String name, Collection<String> hosts) {
        try {
            KeyPair keys = keys();
            return new ServerIdentity(keys.getPrivate(), List.of(maker.server(name, hosts, keys.getPublic()), root));
        } catch (GeneralSecurityException e) {
            throw new SimulatorException("cannot make the certificate of " + name + ": " + e.getMessage(), e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }
}
