package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Pods;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.NoAnswerException;
import io.etlbed.conformance.http.Payload;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Starts what is right, and looks whether it does what it is for, whether what runs is what was asked for, and whether it goes. */
final class RunJudge implements Judge {

    /** What the cluster decides itself. */
    private static final Set<String> ITS_OWN = Set.of("metadata.name", "metadata.namespace");

    private static final String ABC = "900150983cd24fb0d6963f7d28e17f72";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sessions sessions;
    private Optional<String> bucket = Optional.empty();

    RunJudge(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String describe() {
        return "what is right is started, asked, compared with its pods, and removed";
    }

    @Override
    public List<String> problems(FuzzCase tried) throws InterruptedException {
        Session session = sessions.next();
        String yaml = tried.input().path("spec").asText();
        String id = session.newId();
        try {
            Exchange init = session.cluster().init(Cluster.message(yaml).put("id", id));
            if (init.status() != 200) {
                return List.of("not started: " + init.summary());
            }
            List<String> problems = new ArrayList<>();
            Exchange answer = session.cluster().transform(bucket(session), "abc", id);
            if (answer.status() != 200 || !answer.text().strip().equals(ABC)) {
                problems.add("the MD5 of \"abc\" is answered " + answer.summary());
            }
            session.pods().ifPresent(pods -> compare(yaml, pods, id, problems));
            session.cluster().stop("POST", id);
            Exchange gone = session.cluster().delete(id);
            if (gone.status() != 200) {
                problems.add("not deleted: " + gone.summary());
            }
            return problems;
        } catch (NoAnswerException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private String bucket(Session session) throws InterruptedException {
        // That of an earlier session is gone with it.
        if (bucket.isEmpty() || session.cluster().get(bucket.get(), "abc").status() != 200) {
            String made = session.newBucket();
            session.put(made, "abc", Payload.of("abc"));
            bucket = Optional.of(made);
        }
        return bucket.get();
    }

    private static void compare(String yaml, Pods pods, String id, List<String> problems) {
        JsonNode asked = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        List<Pod> running = pods.of(id);
        if (running.isEmpty()) {
            problems.add("no pod runs");
        }
        running.stream().limit(1).forEach(pod -> differences(asked, JSON.valueToTree(pod), "", problems));
    }

    private static void differences(JsonNode asked, JsonNode runs, String path, List<String> problems) {
        boolean nothing = asked.isNull()
                || (asked.isContainerNode() && asked.isEmpty())
                || asked.asText().equals("false");
        if (nothing || ITS_OWN.contains(path)) {
            return;
        }
        if (asked.isObject()) {
            asked.properties()
                    .forEach(field -> differences(
                            field.getValue(),
                            runs.path(field.getKey()),
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            problems));
        } else if (asked.isArray()) {
            for (int i = 0; i < asked.size(); i++) {
                differences(asked.get(i), item(runs, asked.get(i), i), path + "[" + i + "]", problems);
            }
        } else if (!asked.asText().equals(runs.asText())) {
            problems.add(path + ": " + asked + " was asked for, and " + runs + " runs");
        }
    }

    /** The cluster adds to lists; what has a name is known by it. */
    private static JsonNode item(JsonNode list, JsonNode like, int index) {
        for (JsonNode each : list) {
            if (like.has("name") && each.path("name").equals(like.path("name"))) {
                return each;
            }
        }
        return list.path(index);
    }
}
