package io.etlbed.ci.soak;

import io.etlbed.ci.bench.Transformers;
import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An ETL that runs all the while.
 *
 * @param init by which it is started
 * @param answer what it makes of an object
 */
record Subject(EtlInit init, UnaryOperator<byte[]> answer) {

    private static final String REVERSE = "def transform(data):\n    return data[::-1]\n";
    private static final String REVERSE_IO = "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])\n";

    String id() {
        return init.id();
    }

    /** One for each mechanism, with an image and with code. */
    static List<Subject> all() throws IOException {
        List<Subject> all = new ArrayList<>();
        for (String mechanism : List.of("hpush", "hrev", "hpull")) {
            all.add(new Subject(Transformers.image("md5-" + mechanism, "md5", mechanism + "://"), Subject::md5));
            all.add(new Subject(
                    Transformers.image("echo-" + mechanism, "echo", mechanism + "://"), UnaryOperator.identity()));
        }
        all.add(new Subject(Transformers.code("code-hpush", REVERSE, "", "hpush://"), Subject::reversed));
        all.add(new Subject(Transformers.code("code-io", REVERSE_IO, "", "io://"), Subject::reversed));
        return all;
    }

    private static byte[] md5(byte[] data) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(data))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static byte[] reversed(byte[] data) {
        byte[] reversed = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            reversed[i] = data[data.length - 1 - i];
        }
        return reversed;
    }
}
