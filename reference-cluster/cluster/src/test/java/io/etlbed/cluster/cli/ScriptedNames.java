package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster that has names: of buckets, of ETLs, and of objects in the bucket {@code photos}. */
final class ScriptedNames {

    private static final Pattern PREFIX = Pattern.compile("\"prefix\":\"([^\"]*)\"");
    private static final Pattern AFTER = Pattern.compile("\"start_after\":\"([^\"]*)\"");
    private static final int PAGE = 100;
    private static final TreeSet<String> OBJECTS = Stream.concat(
                    Stream.of("dog.jpg", "val/a b.jpg", "val/it's.jpg"),
                    Stream.iterate(0, i -> i < 1000, i -> i + 1).map(i -> "train/" + i))
            .collect(Collectors.toCollection(TreeSet::new));

    private ScriptedNames() {}

    static void answer(ScriptedServer.Exchange exchange) throws IOException {
        String target = exchange.takeBody().request().target();
        if (target.startsWith("/v1/etl")) {
            exchange.answer(200, "", "[{\"id\":\"etl-echo\"},{\"id\":\"etl-md5\"}]");
        } else if (target.startsWith("/v1/buckets/")) {
            exchange.answer(200, "", page(exchange.request().body()));
        } else {
            exchange.answer(200, "", "[{\"name\":\"photos\"},{\"name\":\"shards\"}]");
        }
    }

    private static String page(String message) {
        String after = found(AFTER, message);
        String prefix = found(PREFIX, message);
        List<String> names = OBJECTS.tailSet(after, false).stream()
                .filter(name -> name.startsWith(prefix))
                .limit(PAGE)
                .toList();
        String entries =
                names.stream().map(name -> "{\"name\":\"" + name + "\"}").collect(Collectors.joining(","));
        String next = names.size() < PAGE ? "" : names.get(PAGE - 1);
        return "{\"entries\":[" + entries + "],\"continuation_token\":\"" + next + "\"}";
    }

    private static String found(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? matcher.group(1) : "";
    }
}
