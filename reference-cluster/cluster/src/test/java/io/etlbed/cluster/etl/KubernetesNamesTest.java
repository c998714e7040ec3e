package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class KubernetesNamesTest {

    private record Pair(String etl, String target) {}

    @Example
    void a_plain_id_gives_the_plain_name() {
        assertThat(KubernetesNames.podName("my-etl", "t1")).isEqualTo("my-etl-t1");
    }

    @Example
    void name_07_ids_that_differ_by_case_or_underscore_alone_run_side_by_side() {
        Set<String> names = Set.of(
                KubernetesNames.podName("Etl-one", "t1"),
                KubernetesNames.podName("etl_one", "t1"),
                KubernetesNames.podName("etl-one", "t1"),
                KubernetesNames.podName("ETL-ONE", "t1"));
        assertThat(names).hasSize(4).allMatch(name -> name.startsWith("etl-one"));
    }

    @Example
    void name_07_a_hyphen_in_a_target_id_does_not_blur_the_seam() {
        assertThat(KubernetesNames.podName("my-etl-x", "t1")).isNotEqualTo(KubernetesNames.podName("my-etl", "x-t1"));
    }

    @Property(tries = 2000)
    void name_06_every_name_is_an_rfc_1123_label_that_begins_with_the_id(@ForAll("pairs") Pair pair) {
        String name = KubernetesNames.podName(pair.etl, pair.target);
        assertThat(name).matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
        String begin = pair.etl.toLowerCase(Locale.ROOT).replace('_', '-').replaceAll("-+$", "");
        assertThat(name).startsWith(begin);
    }

    @Property
    void name_07_different_pairs_never_share_a_name(@ForAll("similar") @Size(max = 60) Set<Pair> pairs) {
        Set<String> names = pairs.stream()
                .map(pair -> KubernetesNames.podName(pair.etl, pair.target))
                .collect(java.util.stream.Collectors.toSet());
        assertThat(names).hasSameSizeAs(pairs);
    }

    @Property
    void labels_are_legal_values(@ForAll("etlIds") String id) {
        assertThat(KubernetesNames.labelValue(id)).matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    }

    @Provide
    Arbitrary<String> etlIds() {
        return ids("abzAZ019_-", 5, 30);
    }

    @Provide
    Arbitrary<Pair> pairs() {
        return Combinators.combine(etlIds(), ids("abzAZ019_-", 1, 30)).as(Pair::new);
    }

    @Provide
    Arbitrary<Set<Pair>> similar() {
        Arbitrary<String> etl = ids("aA_-", 5, 8);
        Arbitrary<String> target = ids("aA-", 1, 3);
        return Combinators.combine(etl, target).as(Pair::new).set().ofMaxSize(60);
    }

    private static Arbitrary<String> ids(String rest, int shortest, int longest) {
        Arbitrary<String> tail = Arbitraries.strings()
                .withChars(rest.toCharArray())
                .ofMinLength(shortest)
                .ofMaxLength(longest);
        return Combinators.combine(Arbitraries.of("a", "A", "z"), tail).as((first, more) -> first + more);
    }
}
