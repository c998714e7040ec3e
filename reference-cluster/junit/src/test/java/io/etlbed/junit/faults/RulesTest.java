package io.etlbed.junit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.junit.faults.Call.KubernetesServer;
import io.etlbed.junit.faults.Call.PodServer;
import io.etlbed.junit.faults.Call.ProxyNode;
import io.etlbed.junit.faults.Call.Server;
import io.etlbed.junit.faults.Call.TargetNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which requests a rule acts upon. */
class RulesTest {

    private final RuleBook rules = new RuleBook();

    @Test
    void a_place_is_a_kind_of_server_or_a_certain_one() {
        assertThat(at(Place.proxies())).containsExactly("p1", "p2");
        assertThat(at(Place.proxy("p2"))).containsExactly("p2");
        assertThat(at(Place.targets())).containsExactly("t1", "t2");
        assertThat(at(Place.target("t1"))).containsExactly("t1");
        assertThat(at(Place.pods())).containsExactly("pod etl-md5-t1", "pod etl-echo-t1");
        assertThat(at(Place.pods("etl-md5"))).containsExactly("pod etl-md5-t1");
        assertThat(at(Place.kubernetes())).containsExactly("kubernetes");
    }

    private List<String> at(Place place) {
        rules.reset();
        rules.at(place).reset();
        List<String> hit = new ArrayList<>();
        List<Server> servers =
                List.of(new ProxyNode("p1"), new ProxyNode("p2"), new TargetNode("t1"), new TargetNode("t2"));
        for (Server server : servers) {
            if (rules.meet(new Call(server, () -> "", "GET", "/", "")).isPresent()) {
                hit.add(server instanceof ProxyNode proxy ? proxy.id() : ((TargetNode) server).id());
            }
        }
        for (String pod : List.of("etl-md5-t1", "etl-echo-t1")) {
            if (rules.meet(new Call(new PodServer(), () -> pod, "GET", "/", "")).isPresent()) {
                hit.add("pod " + pod);
            }
        }
        if (rules.meet(new Call(new KubernetesServer(), () -> "", "GET", "/", ""))
                .isPresent()) {
            hit.add("kubernetes");
        }
        return hit;
    }

    @Test
    void method_path_and_query_narrow_it() {
        Fault fault = rules.at(Place.targets())
                .method("PUT")
                .path("/v1/*/b/**")
                .query("utm=")
                .status(500);
        assertThat(hit("PUT", "/v1/objects/b/a/b", "pid=1&utm=2")).isTrue();
        assertThat(hit("GET", "/v1/objects/b/a/b", "pid=1&utm=2")).isFalse();
        assertThat(hit("PUT", "/v1/objects/c/a/b", "pid=1&utm=2")).isFalse();
        assertThat(hit("PUT", "/v1/objects/x/b/a", "pid=1&utm=2")).isFalse();
        assertThat(hit("PUT", "/v1/objects/b/a+(b", "utm=2")).isTrue();
        assertThat(hit("PUT", "/v1/objects/b/a", "pid=1")).isFalse();
        assertThat(fault.seen()).isEqualTo(2);
        fault.remove();
        assertThat(hit("PUT", "/v1/objects/b/a/b", "utm=2")).isFalse();
    }

    @Test
    void requests_are_counted_from_one() {
        assertThat(hits(rules.at(Place.targets()).nth(3), 6)).containsExactly(3);
        assertThat(hits(rules.at(Place.targets()).first(2), 6)).containsExactly(1, 2);
        assertThat(hits(rules.at(Place.targets()).every(2), 6)).containsExactly(2, 4, 6);
        assertThat(hits(rules.at(Place.targets()), 3)).containsExactly(1, 2, 3);
    }

    @Test
    void a_seed_chooses_the_same_requests_again_and_about_as_many_as_the_probability_says() {
        List<Integer> once = hits(rules.at(Place.targets()).withProbability(0.2, 7), 1000);
        assertThat(hits(rules.at(Place.targets()).withProbability(0.2, 7), 1000))
                .isEqualTo(once);
        assertThat(hits(rules.at(Place.targets()).withProbability(0.2, 8), 1000))
                .isNotEqualTo(once);
        assertThat(once).hasSizeBetween(150, 250);
        assertThat(hits(rules.at(Place.targets()).withProbability(0, 7), 100)).isEmpty();
        assertThat(hits(rules.at(Place.targets()).withProbability(1, 7), 100)).hasSize(100);
    }

    @Test
    void delays_jitter_within_their_limits_and_alike_for_a_seed() {
        List<Duration> once = delays(5);
        assertThat(once).allMatch(each -> each.toMillis() >= 10 && each.toMillis() <= 30);
        assertThat(once.stream().distinct().count()).isGreaterThan(10);
        assertThat(delays(5)).isEqualTo(once);
        assertThat(delays(6)).isNotEqualTo(once);
    }

    private List<Duration> delays(long seed) {
        rules.reset();
        rules.at(Place.targets()).delay(Duration.ofMillis(10), Duration.ofMillis(20), seed);
        return IntStream.range(0, 20)
                .mapToObj(each -> ((Kind.Delay)
                                rules.meet(call("GET", "/", "")).orElseThrow().kind())
                        .least())
                .toList();
    }

    @Test
    void the_first_rule_whose_time_has_come_acts() {
        rules.at(Place.targets()).nth(2).status(502);
        Fault second = rules.at(Place.targets()).status(503);
        assertThat(status()).isEqualTo(503);
        assertThat(status()).isEqualTo(502);
        assertThat(status()).isEqualTo(503);
        assertThat(second.hits()).isEqualTo(2);
    }

    @Test
    void a_reset_removes_every_rule() {
        rules.at(Place.targets()).status(503);
        rules.at(Place.pods()).stall();
        assertThat(rules.state()).isEqualTo(new Faults.State(2, 0));
        rules.reset();
        assertThat(rules.state().none()).isTrue();
        assertThat(hit("GET", "/", "")).isFalse();
    }

    @Test
    void what_cannot_be_is_refused() {
        FaultRule rule = rules.at(Place.targets());
        assertThatThrownBy(() -> rule.nth(0)).hasMessageContaining("from 1, not 0");
        assertThatThrownBy(() -> rule.withProbability(1.5, 1)).hasMessageContaining("0 to 1, not 1.5");
        assertThatThrownBy(() -> rule.status(99)).hasMessageContaining("200 to 999, not 99");
        assertThatThrownBy(() -> rule.truncate(-1)).hasMessageContaining("-1 bytes");
        assertThatThrownBy(() -> rule.corrupt(0, 0)).hasMessageContaining("in steps of 0");
        assertThat(rules.state().none()).isTrue();
    }

    private List<Integer> hits(FaultRule rule, int requests) {
        rules.reset();
        rule.reset();
        return IntStream.rangeClosed(1, requests)
                .filter(each -> hit("GET", "/", ""))
                .boxed()
                .toList();
    }

    private int status() {
        return ((Kind.Status) rules.meet(call("GET", "/", "")).orElseThrow().kind()).status();
    }

    private boolean hit(String method, String path, String query) {
        return rules.meet(call(method, path, query)).isPresent();
    }

    private static Call call(String method, String path, String query) {
        return new Call(new TargetNode("t1"), () -> "", method, path, query);
    }
}
