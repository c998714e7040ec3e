package io.etlbed.simulator.python;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How the user has set up pip: by files, by variables, by what any program that uses the web looks at. */
final class PipSettings {

    private static final Set<String> WEB = Set.of(
            "http_proxy",
            "https_proxy",
            "all_proxy",
            "no_proxy",
            "ssl_cert_file",
            "ssl_cert_dir",
            "requests_ca_bundle",
            "curl_ca_bundle",
            "git_ssl_cainfo",
            "netrc");

    /** What would put packages elsewhere, or the run off its course. */
    private static final Set<String> OURS = Set.of(
            "PIP_TARGET",
            "PIP_PREFIX",
            "PIP_ROOT",
            "PIP_SRC",
            "PIP_BUILD",
            "PIP_REQUIREMENT",
            "PIP_EDITABLE",
            "PIP_PYTHON",
            "PIP_LOG",
            "PIP_LOG_FILE",
            "PIP_REPORT",
            "PIP_DRY_RUN",
            "PIP_CACHE_DIR",
            "PIP_QUIET");

    /** What makes another environment of the same requirements. */
    private static final Set<String> TELLING = Set.of(
            "PIP_INDEX_URL",
            "PIP_EXTRA_INDEX_URL",
            "PIP_FIND_LINKS",
            "PIP_NO_INDEX",
            "PIP_CONSTRAINT",
            "PIP_PRE",
            "PIP_NO_BINARY",
            "PIP_ONLY_BINARY",
            "PIP_PREFER_BINARY",
            "PIP_NO_DEPS",
            "PIP_PLATFORM",
            "PIP_ABI",
            "PIP_IMPLEMENTATION",
            "PIP_PYTHON_VERSION",
            "PIP_CONFIG_FILE");

    private static final String STANDARD_INDEX = "https://pypi.org/simple";

    private final Map<String, String> environment;
    private final Path home;

    PipSettings(Map<String, String> environment, Path home) {
        this.environment = new TreeMap<>(environment);
        this.home = home;
    }

    static PipSettings ofThisUser() {
        return new PipSettings(System.getenv(), Path.of(System.getProperty("user.home", "/")));
    }

    Path home() {
        return home;
    }

    /** Where packages come from; empty where the user wants none from an index. */
    Optional<URI> index() {
        boolean none = List.of("1", "true", "yes", "on")
                .contains(environment.getOrDefault("PIP_NO_INDEX", "").toLowerCase(Locale.ROOT));
        String index = environment.getOrDefault("PIP_INDEX_URL", "");
        return none ? Optional.empty() : Optional.of(URI.create(index.isEmpty() ? STANDARD_INDEX : index));
    }

    /**
     * All variables for a run of pip.
     *
     * @param work where it may write
     * @param cache for what it fetches and builds
     * @param python that runs it
     */
    Map<String, String> variables(Path work, Path cache, Interpreter python) {
        Map<String, String> variables = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (isForPip(name) || name.startsWith("XDG_CONFIG_")) {
                variables.put(name, value);
            }
        });
        variables.put("HOME", home.toString());
        variables.put("TMPDIR", work.toString());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("PATH", python.executable().getParent() + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        variables.put("PYTHONIOENCODING", "utf-8");
        variables.put("PYTHONUNBUFFERED", "1");
        variables.put("PIP_CACHE_DIR", cache.toString());
        variables.put("PIP_NO_INPUT", "1");
        variables.put("PIP_USER", "0");
        variables.put("PIP_REQUIRE_VIRTUALENV", "0");
        variables.put("PIP_PROGRESS_BAR", "off");
        variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        variables.put("PIP_NO_PYTHON_VERSION_WARNING", "1");
        variables.put("PIP_ROOT_USER_ACTION", "ignore");
        return variables;
    }

    /** Text that differs where other packages may come of the same requirements. */
    String identity(Interpreter python) throws IOException {
        StringBuilder identity = new StringBuilder();
        environment.forEach((name, value) -> {
            if (TELLING.contains(name)) {
                identity.append(name).append('=').append(value).append('\n');
            }
        });
        for (Path file : files(python)) {
            identity.append(file).append('\n').append(text(file)).append('\n');
        }
        return identity.toString();
    }

    /** What of the host pip must see: its own files, and those that they and the variables name. */
    List<Path> visible(Interpreter python) throws IOException {
        List<Path> visible = new ArrayList<>(files(python));
        for (Path file : files(python)) {
            for (String line : text(file).split("\n", -1)) {
                visible.addAll(paths(line.substring(line.indexOf('=') + 1)));
            }
        }
        environment.forEach((name, value) -> {
            if (isForPip(name)) {
                visible.addAll(paths(value));
            }
        });
        // pip takes the names and passwords for its indexes from there.
        Path passwords = home.resolve(".netrc");
        if (Files.isReadable(passwords)) {
            visible.add(passwords);
        }
        return visible;
    }

    private static boolean isForPip(String name) {
        return WEB.contains(name.toLowerCase(Locale.ROOT)) || (name.startsWith("PIP_") && !OURS.contains(name));
    }

    private List<Path> files(Interpreter python) {
        String own = environment.getOrDefault("PIP_CONFIG_FILE", "");
        String shared = environment.getOrDefault("XDG_CONFIG_DIRS", "");
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return Stream.of(
                        Stream.of(shared.isEmpty() ? "/etc/xdg" : shared)
                                .flatMap(list -> Stream.of(list.split(File.pathSeparator)))
                                .map(folder -> Path.of(folder, "pip", "pip.conf")),
                        Stream.of(
                                Path.of("/etc/pip.conf"),
                                home.resolve(".pip/pip.conf"),
                                (config.isEmpty() ? home.resolve(".config") : Path.of(config)).resolve("pip/pip.conf"),
                                python.prefix().resolve("pip.conf")),
                        own.isEmpty() ? Stream.<Path>empty() : Stream.of(Path.of(own)))
                .flatMap(each -> each)
                .filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
                .toList();
    }

    private List<Path> paths(String values) {
        List<Path> paths = new ArrayList<>();
        for (String value : values.strip().split("\\s+", -1)) {
            try {
                Path path = value.startsWith("file:") ? Path.of(URI.create(value)) : Path.of(value);
                if (path.isAbsolute() && Files.exists(path) && !home.startsWith(path)) {
                    paths.add(path.normalize());
                }
            } catch (IllegalArgumentException noPath) {
                // It is a setting of another kind.
            }
        }
        return paths;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
