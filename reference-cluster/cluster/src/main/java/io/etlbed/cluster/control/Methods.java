package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers about the methods and paths of a control call. */
public final class Methods {

    private Methods() {}

    /** To OPTIONS: 200; to anything else 405, in plain text as AIStore has it. Both name the methods that there are. */
    public static ControlResponse notAllowed(ControlRequest request, String allowed) {
        return notAllowed(request.method(), allowed);
    }

    /** The same, by the method that was used. */
    public static ControlResponse notAllowed(String method, String allowed) {
        return method.equals("OPTIONS")
                ? new ControlResponse(200, Map.of("Allow", allowed), new byte[0])
                : new ControlResponse(
                        405,
                        Map.of("Allow", allowed, "Content-Type", "text/plain; charset=utf-8"),
                        "Method Not Allowed\n".getBytes(StandardCharsets.UTF_8));
    }

    /** 501 with a sentence. */
    public static AisException notSupported(String what) {
        return new AisException(501, what + " is not supported by this cluster");
    }

    /** @throws AisException 400 where the path has more or fewer segments after {@code /v1} and the first */
    public static void checkItems(ControlRequest request, int least, int most) {
        int items = request.path().size();
        if (items < least) {
            throw new AisException(400, "path is too short: got " + items + " items, but expected " + least);
        }
        if (items > most) {
            throw new AisException(400, "path is too long: got " + items + " items, but expected " + most);
        }
    }
}
