package io.etlbed.simulator.embedded.api;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads the headers of SPDY frames, which are compressed as one text from the first frame to the last. */
final class SpdyHeaders {

    /** Far more than anybody needs, and little enough for a small text that becomes a large one. */
    private static final int LONGEST = 16 * 1024;

    private final Inflater inflater = new Inflater();

    /** @throws ProtocolException if they are none */
    Map<String, String> read(ByteBuffer block) throws ProtocolException {
        ByteBuffer plain = ByteBuffer.wrap(inflate(block));
        Map<String, String> headers = new LinkedHashMap<>();
        int count = length(plain, LONGEST);
        for (int i = 0; i < count; i++) {
            headers.put(text(plain), text(plain));
        }
        return headers;
    }

    private byte[] inflate(ByteBuffer block) throws ProtocolException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] piece = new byte[1024];
        inflater.setInput(block);
        try {
            while (true) {
                int count = inflater.inflate(piece);
                plain.write(piece, 0, count);
                if (plain.size() > LONGEST) {
                    throw new ProtocolException("the headers of a stream are longer than " + LONGEST + " bytes");
                }
                if (inflater.needsDictionary()) {
                    inflater.setDictionary(SpdyDictionary.bytes());
                } else if (count == 0) {
                    return plain.toByteArray();
                }
            }
        } catch (DataFormatException | IllegalArgumentException garbled) {
            throw new ProtocolException("the headers of a stream are not compressed as SPDY/3 says");
        }
    }

    private static String text(ByteBuffer plain) throws ProtocolException {
        byte[] bytes = new byte[length(plain, plain.remaining())];
        plain.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int length(ByteBuffer plain, int most) throws ProtocolException {
        int length = plain.remaining() < Integer.BYTES ? -1 : plain.getInt();
        if (length < 0 || length > Math.min(most, plain.remaining())) {
            throw new ProtocolException("the headers of a stream end too early");
        }
        return length;
    }
}
