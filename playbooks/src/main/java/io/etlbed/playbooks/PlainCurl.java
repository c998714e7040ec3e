package io.etlbed.playbooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The little of {@code curl} that the documents use, for machines that have none: a request without a body. */
final class PlainCurl {

    private static final int UNKNOWN_OPTION = 2;
    private static final int NO_CONNECTION = 7;
    private static final int REFUSED = 22;

    private final Path folder;
    private final PrintStream out;
    private final PrintStream err;
    private String method = "GET";
    private boolean follow;
    private boolean fail;
    private @Nullable Path file;
    private @Nullable String url;

    PlainCurl(Path folder, PrintStream out, PrintStream err) {
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    int run(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean takesNext = (argument.equals("-X") || argument.equals("-o")) && i + 1 < arguments.size();
            if (takesNext) {
                i++;
                if (argument.equals("-X")) {
                    method = arguments.get(i);
                } else {
                    file = folder.resolve(arguments.get(i));
                }
            } else if (argument.matches("-[sSfLi]+")) {
                follow |= argument.indexOf('L') > 0;
                fail |= argument.indexOf('f') > 0;
            } else if (!argument.startsWith("-") && url == null) {
                url = argument;
            } else {
                err.println("curl: the built-in stand-in does not know \"" + argument + "\"; install curl");
                return UNKNOWN_OPTION;
            }
        }
        try {
            return request();
        } catch (IOException | IllegalArgumentException e) {
            err.println("curl: " + url + ": " + e.getMessage());
            return NO_CONNECTION;
        }
    }

    private int request() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(String.valueOf(url)).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(follow);
        int status = connection.getResponseCode();
        if (status >= 400 && fail) {
            err.println("curl: (22) The requested URL returned error: " + status);
            return REFUSED;
        }
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            if (body == null) {
                return 0;
            }
            if (file == null) {
                body.transferTo(out);
            } else {
                try (OutputStream to = Files.newOutputStream(file)) {
                    body.transferTo(to);
                }
            }
        }
        return 0;
    }
}
