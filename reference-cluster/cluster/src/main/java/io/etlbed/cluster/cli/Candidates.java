package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ClusterNode;
import io.etlbed.cluster.client.EtlSummary;
import io.etlbed.cluster.client.JobSummary;
import io.etlbed.cluster.client.ObjectEntry;
import io.etlbed.cluster.client.ObjectPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What a word that is being typed may become. */
final class Candidates {

    /** Stands for the files that there are: a shell knows them better. */
    static final String FILES = ":files";

    private static final String SCHEME = "ais://";
    private static final int MOST = 200;
    private static final int PAGE = 100;
    /** Behind every name that begins with what stands before it. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private static final Map<String, List<String>> WORDS = Map.of(
            "TYPE", List.of("hpush://", "hpull://", "hrev://", "io://"),
            "RUNTIME", List.of("python2", "python3", "python3.6", "python3.8", "python3.10"),
            "SHELL", CompletionCommand.SHELLS,
            "KIND", List.of("copy-bck", "copy-listrange", "etl-bck", "etl-listrange", "etl-inline", "rebalance"));

    private final AisClient ais;

    Candidates(AisClient ais) {
        this.ais = ais;
    }

    List<String> of(Typed typed) throws IOException, InterruptedException {
        if (typed.isOption()) {
            return beginning(typed.current(), options(typed.command()));
        }
        List<String> all = new ArrayList<>();
        boolean first = typed.places() == 0 && typed.before().isEmpty();
        if (takesFile(typed)) {
            all.add(FILES);
        }
        if (first && typed.value().isEmpty()) {
            all.addAll(beginning(typed.current(), commands(typed.command())));
        } else if (first && !typed.current().isEmpty()) {
            // A command beside what may stand in its place.
            all.addAll(beginning(typed.current(), commands(typed.command())));
        }
        for (String value : values(typed)) {
            all.add(typed.before() + value);
        }
        return all;
    }

    private static boolean takesFile(Typed typed) {
        return typed.value().contains("FILE") && !typed.current().startsWith("ais:");
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                names.add(option.longestName());
            }
        }
        return names;
    }

    private static List<String> commands(CommandLine command) {
        List<String> names = new ArrayList<>();
        for (CommandLine each : command.getSubcommands().values()) {
            if (!each.getCommandSpec().usageMessage().hidden() && !names.contains(each.getCommandName())) {
                names.add(each.getCommandName());
            }
        }
        return names;
    }

    private List<String> values(Typed typed) throws IOException, InterruptedException {
        String label = typed.value();
        String current = typed.current();
        if (WORDS.containsKey(label)) {
            return beginning(current, WORDS.get(label));
        }
        return switch (label) {
            case "ETL_ID" ->
                beginning(current, ais.etl().list().stream().map(EtlSummary::id).toList());
            case "JOB_ID" -> beginning(current, jobs());
            case "TARGET_ID" -> beginning(current, targets());
            default ->
                label.contains(SCHEME) && !(takesFile(typed) && current.isEmpty()) ? names(label, current) : List.of();
        };
    }

    private List<String> jobs() throws IOException, InterruptedException {
        return ais.jobs().list(Optional.empty(), true).stream()
                .map(JobSummary::id)
                .toList();
    }

    private List<String> targets() throws IOException, InterruptedException {
        return ais.clusterMap().nodes().stream()
                .filter(node -> node.kind() == ClusterNode.Kind.TARGET)
                .map(ClusterNode::id)
                .toList();
    }

    private List<String> names(String label, String current) throws IOException, InterruptedException {
        boolean objects = label.indexOf('/', label.indexOf(SCHEME) + SCHEME.length()) > 0;
        int slash = current.startsWith(SCHEME) ? current.indexOf('/', SCHEME.length()) : -1;
        if (slash < 0) {
            String end = objects ? "/" : "";
            return beginning(
                    current,
                    ais.buckets().list().stream()
                            .map(name -> SCHEME + name + end)
                            .toList());
        }
        String bucket = current.substring(SCHEME.length(), slash);
        return !objects || bucket.isEmpty() ? List.of() : objects(bucket, current.substring(slash + 1));
    }

    /** Up to the next {@code /}, so that of a large bucket only what is seen is asked for. */
    private List<String> objects(String bucket, String prefix) throws IOException, InterruptedException {
        TreeSet<String> found = new TreeSet<>();
        String after = "";
        ObjectPage page;
        do {
            page = ais.objects().page(bucket, prefix, after, PAGE);
            for (ObjectEntry entry : page.entries()) {
                int slash = entry.name().indexOf('/', prefix.length());
                String name = slash < 0 ? entry.name() : entry.name().substring(0, slash + 1);
                found.add(SCHEME + bucket + "/" + name);
                // What else begins so is seen already.
                after = slash < 0 ? name : name + LAST;
            }
        } while (!page.last() && !page.entries().isEmpty() && found.size() < MOST);
        return List.copyOf(found);
    }

    private static List<String> beginning(String current, List<String> all) {
        return all.stream().filter(each -> each.startsWith(current)).limit(MOST).toList();
    }
}
