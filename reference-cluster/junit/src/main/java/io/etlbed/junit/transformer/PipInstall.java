package io.etlbed.junit.transformer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code RUN pip install …} asks for. */
final class PipInstall {

    private static final Pattern INSTALL =
            Pattern.compile("(?:python3?\\s+-m\\s+)?pip3?\\s+install\\s+(.*)", Pattern.DOTALL);
    private static final List<String> NO_MATTER =
            List.of("--no-cache-dir", "--upgrade", "-U", "--quiet", "-q", "--no-input", "--disable-pip-version-check");

    private PipInstall() {}

    /**
     * Its requirements, a line each.
     *
     * @param files of the image so far
     * @return empty where there is nothing to install
     * @throws IOException if it runs anything else
     */
    static Optional<String> read(Instruction run, Map<String, Path> files, Path workdir) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String command : run.text().split("&&", -1)) {
            Matcher install = INSTALL.matcher(command.strip());
            if (!install.matches()) {
                throw DockerFolder.refused(run);
            }
            Iterator<String> words =
                    List.of(install.group(1).strip().split("\\s+")).iterator();
            while (words.hasNext()) {
                String word = words.next();
                if ((word.equals("-r") || word.equals("--requirement")) && words.hasNext()) {
                    lines.append(file(run, files, workdir.resolve(words.next()).normalize()))
                            .append('\n');
                } else if (!word.startsWith("-")) {
                    // pip itself is the node's.
                    lines.append(word.equals("pip") ? "" : word.replaceAll("^([\"'])(.*)\\1$", "$2") + "\n");
                } else if (!NO_MATTER.contains(word)) {
                    throw DockerFolder.refused(run);
                }
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.toString());
    }

    private static String file(Instruction run, Map<String, Path> files, Path place) throws IOException {
        Path file = files.get(place.toString().substring(1));
        if (file == null) {
            throw run.refused("no instruction before it copies " + place);
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
