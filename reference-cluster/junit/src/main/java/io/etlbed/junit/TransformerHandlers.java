package io.etlbed.junit;

import io.etlbed.simulator.handler.HandlerAnswer;
import io.etlbed.simulator.handler.HandlerImage;
import io.etlbed.simulator.handler.HandlerRequest;
import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The transformers {@code md5} and {@code echo} as Java code, for clusters without processes: they answer as the servers of
 * {@link TransformerImages} do.
 */
final class TransformerHandlers implements RequestHandler {

    private static final Map<String, Transform> TRANSFORMERS =
            Map.of("md5", TransformerHandlers::md5, "echo", TransformerHandlers::echo);
    private static final int PIECE = 64 * 1024;

    private final Transform transform;

    private TransformerHandlers(Transform transform) {
        this.transform = transform;
    }

    /** Answers with what it makes of a body. */
    private interface Transform {
        void answer(InputStream body, OptionalLong length, HandlerAnswer answer) throws IOException;
    }

    /** Under both names of each. */
    static List<HandlerImage> images() {
        List<HandlerImage> images = new ArrayList<>();
        TRANSFORMERS.forEach((name, transform) -> {
            for (String repository : TransformerImages.REPOSITORIES) {
                images.add(new HandlerImage(
                        repository + "/transformer_" + name,
                        new TransformerProgram(new TransformerHandlers(transform))));
            }
        });
        return images;
    }

    @Override
    public void handle(HandlerRequest request, HandlerAnswer answer) throws IOException {
        boolean health = request.target().equals("/health");
        switch (request.method()) {
            case "POST", "PUT" -> transform.answer(request.body(), request.length(), answer);
            case "GET" -> {
                if (request.length().orElse(1) != 0) {
                    answer.send(400, "a GET comes without a body");
                } else if (health) {
                    answer.send(200, "OK");
                } else {
                    fetch(request, answer);
                }
            }
            case "HEAD" -> answer.send(health ? 200 : 405, health ? "OK" : "HEAD is known for /health alone");
            default -> answer.header("Allow", "GET, HEAD, POST, PUT").send(405, "GET, POST and PUT are known here");
        }
    }

    /** The object comes from the target (COMM-05) and goes through the transform to whoever asks. */
    private void fetch(HandlerRequest request, HandlerAnswer answer) throws IOException {
        String base = request.container().environment().getOrDefault("AIS_TARGET_URL", "");
        TargetObject object;
        try {
            object = TargetObject.open(base, request.target());
        } catch (IOException failure) {
            answer.send(502, base + " cannot be fetched from: " + failure);
            return;
        }
        try (object) {
            if (object.status() == 200) {
                transform.answer(object.body(), object.length(), answer);
            } else {
                String said = base + " answers " + object.status() + ": " + object.reason();
                answer.send(object.status() == 404 ? 404 : 502, said);
            }
        }
    }

    private static void md5(InputStream body, OptionalLong length, HandlerAnswer answer) throws IOException {
        MessageDigest digest = newMd5();
        byte[] piece = new byte[PIECE];
        for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
            digest.update(piece, 0, count);
        }
        answer.header("Content-Type", "text/plain")
                .send(200, HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
    }

    private static void echo(InputStream body, OptionalLong length, HandlerAnswer answer) throws IOException {
        answer.header("Content-Type", "application/octet-stream");
        byte[] piece = new byte[PIECE];
        try (OutputStream out = length.isPresent() ? answer.begin(200, length.getAsLong()) : answer.begin(200)) {
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                out.write(piece, 0, count);
            }
        }
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
