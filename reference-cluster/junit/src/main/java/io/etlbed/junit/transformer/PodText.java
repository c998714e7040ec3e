package io.etlbed.junit.transformer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The specification of a transformer that came without one, as text. */
final class PodText {

    private static final String WORKING_DIR = "      workingDir: ";

    private PodText() {}

    /** An HTTP server. */
    static String server(String image, List<String> command, Options options) {
        return head(image, options.communication().orElse("hpush://"))
                + (command.isEmpty() ? "" : WORKING_DIR + ImageParts.Folder.PLACE + "\n" + command(command))
                + environment(options.environment())
                + """
                      ports:
                        - name: default
                          containerPort: %d
                      readinessProbe:
                        httpGet:
                          path: %s
                          port: default
                        periodSeconds: 1
                """.formatted(options.port(), quoted(options.health()));
    }

    /** A program that is run for each object. */
    static String filter(String image, List<String> command, Options options) {
        return head(image, "io://")
                + WORKING_DIR + ImageParts.Folder.PLACE + "\n"
                + command(command)
                + environment(options.environment());
    }

    private static String head(String image, String communication) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: transformer
                  annotations:
                    communication_type: %s
                    wait_timeout: 5m
                spec:
                  containers:
                    - name: transformer
                      image: %s
                """.formatted(quoted(communication), quoted(image));
    }

    private static String command(List<String> command) {
        return "      command: " + command.stream().map(PodText::quoted).collect(Collectors.joining(", ", "[", "]\n"));
    }

    private static String environment(Map<String, String> variables) {
        if (variables.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("      env:\n");
        new TreeMap<>(variables)
                .forEach((name, value) -> text.append("        - name: ")
                        .append(quoted(name))
                        .append("\n          value: ")
                        .append(quoted(value))
                        .append('\n'));
        return text.toString();
    }

    /** In double quotes, where YAML knows the escapes of JSON. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (each < ' '
                    || each == 0x7f
                    || (each >= 0x80 && each < 0xa0)
                    || (each >= 0x2028 && each <= 0x2029)) {
                quoted.append("\\u%04x".formatted((int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
