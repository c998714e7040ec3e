package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dynatrace.hash4j.hashing.Hashing;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes on the disk that are not what was stored. */
class DamageTest {

    private static final int LARGE = 300_000;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    Path folder;

    private StoredBytes disk;
    private ReferenceCluster cluster;
    private Web web;

    @BeforeEach
    void start() throws Exception {
        disk = new StoredBytes(folder);
        open();
        web.createBucket("b");
    }

    private void open() throws Exception {
        cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 2));
        web = new Web(cluster.url());
    }

    private void restart() throws Exception {
        cluster.close();
        open();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private byte[] put(String name, int size) throws Exception {
        byte[] bytes = Web.bytes(size, NUMBER.incrementAndGet());
        assertThat(web.send("PUT", "/v1/objects/b/" + name, bytes).statusCode()).isEqualTo(200);
        return bytes;
    }

    private HttpResponse<byte[]> get(String name) throws Exception {
        return web.get("/v1/objects/b/" + name);
    }

    private void assertDamaged(String name, String... words) throws Exception {
        HttpResponse<byte[]> answer = get(name);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Web.text(answer)).contains("ais://b/" + name).contains("damaged");
        for (String word : words) {
            assertThat(Web.text(answer)).contains(word);
        }
    }

    private static String xxhash(byte[] bytes) {
        return HexFormat.of().toHexDigits(Hashing.xxh64().hashBytesToLong(bytes));
    }

    @Test
    void no_byte_of_a_small_object_and_of_its_trailer_can_turn_unnoticed() throws Exception {
        byte[] bytes = put("small", 40);
        Path file = disk.of("small");
        for (long position = 0; position < Files.size(file); position++) {
            put("small", 40);
            byte[] now = put("small", 40);
            StoredBytes.flip(file, position);
            assertDamaged("small");
            StoredBytes.flip(file, position);
            assertDamaged("small");
            assertThat(now).isNotEqualTo(bytes);
        }
        bytes = put("small", 40);
        assertThat(get("small").body()).isEqualTo(bytes);
    }

    @Test
    void the_error_names_object_and_both_checksums_and_lasts_until_the_object_is_put_again() throws Exception {
        byte[] bytes = put("o", 4000);
        StoredBytes.flip(disk.of("o"), 1234);
        byte[] wrong = bytes.clone();
        wrong[1234] ^= 0x10;
        assertDamaged("o", xxhash(bytes), xxhash(wrong), "put it again, or delete it");
        assertThat(web.send("HEAD", "/v1/objects/b/o", "").statusCode()).isEqualTo(500);
        StoredBytes.flip(disk.of("o"), 1234);
        assertDamaged("o");
        assertThat(web.send("PUT", "/v1/objects/b/o", bytes).statusCode()).isEqualTo(200);
        assertThat(get("o").body()).isEqualTo(bytes);
        assertThat(get("o").headers().firstValue("ais-version")).contains("1");
    }

    @Test
    void putting_the_same_bytes_again_mends_damage_that_nobody_has_noticed() throws Exception {
        byte[] bytes = put("large", LARGE);
        StoredBytes.flip(disk.of("large"), 5);
        assertThat(web.send("PUT", "/v1/objects/b/large", bytes).statusCode()).isEqualTo(200);
        assertThat(get("large").body()).isEqualTo(bytes);
        assertThat(get("large").headers().firstValue("ais-version")).contains("1");
    }

    @Test
    void a_damaged_object_can_be_deleted() throws Exception {
        put("o", 100);
        StoredBytes.cut(disk.of("o"), 1);
        assertDamaged("o", "trailer");
        assertThat(web.send("DELETE", "/v1/objects/b/o", "").statusCode()).isEqualTo(200);
        assertThat(get("o").statusCode()).isEqualTo(404);
    }

    @Test
    void a_lost_trailer_is_an_error_also_after_a_restart_and_never_a_missing_object() throws Exception {
        put("o", 100);
        StoredBytes.cut(disk.of("o"), 20);
        restart();
        assertDamaged("o", "trailer");
        assertThat(get("never").statusCode()).isEqualTo(404);
        byte[] bytes = put("o", 100);
        assertThat(get("o").body()).isEqualTo(bytes);
    }

    @Test
    void a_file_that_has_vanished_or_was_exchanged_is_said() throws Exception {
        put("gone", 10);
        Files.delete(disk.of("gone"));
        assertDamaged("gone", "vanished");
        put("old", 10);
        Path file = disk.of("old");
        byte[] old = Files.readAllBytes(file);
        put("old", 10);
        Files.write(file, old);
        assertDamaged("old", "version 1");
        restart();
        assertDamaged("gone", "vanished");
        assertDamaged("old", "version 1");
        assertThat(web.send("DELETE", "/v1/objects/b/gone", "").statusCode()).isEqualTo(200);
        assertThat(get("gone").statusCode()).isEqualTo(404);
    }

    @Test
    void a_file_in_the_place_of_another_is_noticed_at_the_start() throws Exception {
        put("one", 10);
        put("two", 10);
        byte[] one = Files.readAllBytes(disk.of("one"));
        cluster.close();
        Files.write(disk.of("two"), one);
        open();
        assertThat(get("one").statusCode()).isEqualTo(200);
        assertDamaged("two", "exchanged");
    }

    @Test
    void a_copy_of_a_damaged_object_fails_wherever_it_goes_and_then_no_get_gives_its_bytes() throws Exception {
        List<String> names = List.of("l1", "l2", "l3", "l4", "l5", "l6");
        for (String name : names) {
            put(name, LARGE);
            StoredBytes.flip(disk.of(name), 77);
            // Sent by the kernel straight from the disk: nobody has looked at the bytes.
            assertThat(get(name).statusCode()).isEqualTo(200);
        }
        String job = Web.text(web.send(
                "POST", "/v1/buckets/b", "{\"action\":\"copy-bck\",\"name\":\"c\",\"value\":{\"coer\":true}}"));
        String status = await().until(
                        () -> Web.text(web.send("GET", "/v1/cluster?what=status", "{\"id\":\"" + job + "\"}")),
                        answer -> !answer.contains("\"end_time\":0,"));
        assertThat(status).contains("BAD DATA CHECKSUM: xxhash(").contains("objects failed");
        for (String name : names) {
            await().untilAsserted(() -> assertDamaged(name, "BAD DATA CHECKSUM: xxhash("));
            assertThat(web.get("/v1/objects/c/" + name).statusCode()).isEqualTo(404);
        }
        restart();
        for (String name : names) {
            assertDamaged(name, "BAD DATA CHECKSUM: xxhash(");
            byte[] bytes = put(name, LARGE);
            assertThat(get(name).body()).isEqualTo(bytes);
        }
        restart();
        assertThat(get("l1").statusCode()).isEqualTo(200);
    }

    @Test
    void with_validate_warm_get_every_get_looks_at_every_byte() throws Exception {
        byte[] bytes = put("large", LARGE);
        assertThat(get("large").body()).isEqualTo(bytes);
        StoredBytes.flip(disk.of("large"), 200_000);
        assertThat(get("large").statusCode()).isEqualTo(200);
        String set = "{\"action\":\"set-bprops\",\"value\":{\"checksum\":{\"validate_warm_get\":true}}}";
        assertThat(web.send("PATCH", "/v1/buckets/b", set).statusCode()).isEqualTo(200);
        assertThat(web.send("HEAD", "/v1/buckets/b", "").headers().firstValue("ais-bucket-props"))
                .hasValueSatisfying(props -> assertThat(props).contains("\"validate_warm_get\":true"));
        assertDamaged("large", "BAD DATA CHECKSUM: xxhash(" + xxhash(bytes));
        byte[] again = put("large", LARGE);
        assertThat(get("large").body()).isEqualTo(again);
        restart();
        StoredBytes.flip(disk.of("large"), 1);
        assertDamaged("large");
        assertThat(web.send("PATCH", "/v1/buckets/b", "{\"action\":\"reset-bprops\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(web.send("HEAD", "/v1/buckets/b", "").headers().firstValue("ais-bucket-props"))
                .hasValueSatisfying(props -> assertThat(props).doesNotContain("\"validate_warm_get\":true"));
    }

    @Test
    void properties_that_cannot_be_set_are_named() throws Exception {
        assertProps("{\"mirror\":{\"enabled\":true}}", 501, "mirror.enabled");
        assertProps("{\"checksum\":{\"type\":\"md5\",\"validate_warm_get\":true}}", 501, "checksum.type");
        assertProps("{\"colour\":\"red\"}", 400, "colour");
        assertProps("{\"checksum\":{\"type\":\"xxhash\",\"validate_warm_get\":false}}", 200, "");
        assertProps("\"x\"", 400, "JSON");
    }

    private void assertProps(String value, int status, String words) throws Exception {
        HttpResponse<byte[]> answer =
                web.send("PATCH", "/v1/buckets/b", "{\"action\":\"set-bprops\",\"value\":" + value + "}");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Web.text(answer)).contains(words);
    }
}
