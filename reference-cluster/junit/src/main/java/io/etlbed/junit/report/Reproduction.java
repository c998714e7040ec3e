package io.etlbed.junit.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The command line that runs one test again, by the build tool whose project this is. */
final class Reproduction {

    /** Where tests are run puts them; they are no choice of whoever runs them. */
    private static final Set<String> NOT_REPEATED = Set.of("etlbed.cache", "etlbed.launcher");

    private Reproduction() {}

    static String line(ExtensionContext context) {
        String tests = context.getTestClass().map(Class::getName).orElse("");
        String method = context.getTestMethod().map(each -> each.getName()).orElse("");
        Set<String> told = new TreeSet<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("etlbed.") && !NOT_REPEATED.contains(name))
                .forEach(name -> told.add("-D" + name + "=" + System.getProperty(name)));
        return line(Path.of("").toAbsolutePath(), tests, method, List.copyOf(told));
    }

    static String line(Path project, String tests, String method, List<String> properties) {
        String more =
                properties.stream().map(Shell::quoted).map(each -> " " + each).collect(Collectors.joining());
        if (Stream.of("build.gradle", "build.gradle.kts").anyMatch(name -> Files.exists(project.resolve(name)))) {
            String gradle = Files.exists(project.resolve("gradlew")) ? "./gradlew" : "gradle";
            return gradle + " test --tests " + Shell.quoted(tests + "." + method) + more;
        }
        Path root = root(project);
        String maven = Files.exists(root.resolve("mvnw")) ? "./mvnw" : "mvn";
        String module = root.equals(project)
                ? ""
                : " -pl " + Shell.quoted(root.relativize(project).toString())
                        + " -am -Dsurefire.failIfNoSpecifiedTests=false";
        return maven + module + " test -Dtest=" + Shell.quoted(tests + "#" + method) + more;
    }

    /** Where Maven is run for a module: the folder with {@code .mvn}, or the topmost of those with a pom.xml. */
    private static Path root(Path project) {
        for (Path each = project; each != null; each = each.getParent()) {
            if (Files.isDirectory(each.resolve(".mvn")) && Files.exists(each.resolve("pom.xml"))) {
                return each;
            }
        }
        Path root = project;
        while (root.getParent() != null && Files.exists(root.resolveSibling("pom.xml"))) {
            root = root.getParent();
        }
        return root;
    }
}
