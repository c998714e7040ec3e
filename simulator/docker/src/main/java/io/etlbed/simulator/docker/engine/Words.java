package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.exception.DockerException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What engines say, without the frame around it. */
final class Words {

    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Words() {}

    /** @param action what was tried, such as {@code "to start container x"} */
    static EngineException refused(String action, RuntimeException cause) {
        return new EngineException("the Docker engine was asked " + action + " and answers: " + of(cause), cause);
    }

    /** The engine's own sentence out of {@code Status 500: {"message":"…"}}, or what is there instead. */
    static String of(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).strip();
        if (failure instanceof DockerException) {
            Matcher message = MESSAGE.matcher(text);
            if (message.find()) {
                return message.group(1)
                        .replace("\\n", " ")
                        .replace("\\\"", "\"")
                        .strip();
            }
        }
        Throwable cause = failure.getCause();
        return text.equals("null") && cause != null ? of(cause) : text;
    }
}
