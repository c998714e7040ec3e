package io.etlbed.playbooks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The playbooks of this build, and how they are run. */
public final class Playbooks {

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
    public static void find(String playbook) {
        if (!names().contains(playbook) && !Files.exists(Path.of(playbook).resolve(Playbook.FILE))) {
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
            copy(options.playbook(), folder);
            Playbook playbook = PlaybookReader.read(folder);
            DataFiles data = data(options, playbook);
            link(folder.resolve(DataFiles.LINK), data);
            Narrator narrator = new Narrator(console);
            narrator.begin(options.playbook(), playbook, options.endpoint().toString(), notes(playbook, options, data));
            Commands commands = new Commands(folder, variables(options, playbook), environment(options));
            return new PlaybookRunner(options, playbook, data, commands, narrator).run();
        } catch (IOException e) {
            throw new PlaybookException("cannot prepare the folder " + folder + ": " + e.getMessage(), e);
        }
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
        return fetched == null ? DataFiles.NONE : DataFiles.in(PackageFetch.folder(fetched), fetched.about());
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

    private static List<String> notes(Playbook playbook, PlaybookOptions options, DataFiles data) {
        List<String> notes = new ArrayList<>();
        if (!data.names().isEmpty()) {
            notes.add("data: " + data.names().size() + " files in " + data.folder() + ", " + data.about());
        }
        if (options.data().isEmpty() && playbook.data() != null) {
            notes.add("licence of the data: " + playbook.data().licence());
        }
        return notes;
    }

    private static Variables variables(PlaybookOptions options, Playbook playbook) {
        Map<String, String> all = new LinkedHashMap<>(playbook.variables());
        all.putAll(options.variables());
        String endpoint = options.endpoint().toString();
        all.put("AIS_ENDPOINT", endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint);
        return new Variables(all);
    }

    private static Map<String, String> environment(PlaybookOptions options) {
        Optional<String> kubeconfig =
                options.kubeconfig().map(file -> file.toAbsolutePath().toString());
        return kubeconfig.map(file -> Map.of("KUBECONFIG", file)).orElse(Map.of());
    }
}
