package io.etlbed.ci.bench;

import java.io.IOException;
import java.io.InputStream;

/** The documents' specification of the MD5 transformer, for what is measured and for what is rehearsed. */
public final class Md5Spec {

    private Md5Spec() {}

    /** The YAML, in UTF-8. */
    public static byte[] yaml() throws IOException {
        try (InputStream file = Md5Spec.class.getResourceAsStream("md5.yaml")) {
            return file.readAllBytes();
        }
    }
}
