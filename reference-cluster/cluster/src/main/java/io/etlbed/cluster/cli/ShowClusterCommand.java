package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ClusterMap;
import io.etlbed.cluster.client.ClusterNode;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ais show cluster}. */
@Command(
        name = "cluster",
        description = "Show the nodes of the cluster.",
        footer = {"", "Example:", "  ais show cluster"})
final class ShowClusterCommand extends AisCommand {

    @Option(names = "--json", description = "As a JSON array of nodes.")
    private boolean json;

    ShowClusterCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        ClusterMap map = ais.clusterMap();
        if (json) {
            try (JsonArray array = new JsonArray(session().out())) {
                for (ClusterNode node : map.nodes()) {
                    array.object()
                            .text("id", node.id())
                            .text("type", type(node))
                            .text("url", node.url().toString())
                            .flag("primary", node.primary());
                }
            }
            return;
        }
        Table table = new Table("TYPE", "ID", "URL", "");
        for (ClusterNode node : map.nodes()) {
            table.row(type(node), session().shown(node.id()), node.url().toString(), node.primary() ? "primary" : "");
        }
        table.print(session().out());
        say("Cluster map version " + map.version() + " of cluster ", map.uuid());
    }

    private static String type(ClusterNode node) {
        return node.kind().name().toLowerCase(Locale.ROOT);
    }
}
