package io.etlbed.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What is in the jar, and under which names. */
class StandaloneJarIT {

    @Test
    void every_class_has_a_name_of_our_own() throws IOException {
        try (JarFile jar = new JarFile(Standalone.jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .hasSizeGreaterThan(10_000)
                    .allMatch(name -> name.startsWith("io/etlbed/"));
            assertThat(jar.stream().map(ZipEntry::getName)).doesNotHaveDuplicates();
        }
    }

    @Test
    void service_files_name_classes_that_are_in_it() throws IOException {
        try (JarFile jar = new JarFile(Standalone.jar().toFile())) {
            Set<String> missing = new TreeSet<>();
            List<String> services = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches("META-INF/services/[^/]+"))
                    .toList();
            assertThat(services)
                    .contains(
                            "META-INF/services/io.etlbed.simulator.KubernetesProvider",
                            "META-INF/services/io.etlbed.shaded.io.fabric8.kubernetes.client.http.HttpClient$Factory");
            for (String service : services) {
                for (String name : text(jar, service).lines().toList()) {
                    String provider = name.replaceAll("#.*", "").strip();
                    if (!provider.isEmpty() && jar.getEntry(provider.replace('.', '/') + ".class") == null) {
                        missing.add(service + ": " + provider);
                    }
                }
            }
            assertThat(missing).isEmpty();
        }
    }

    @Test
    void licences_and_notices_of_what_is_in_it_are_kept() throws IOException {
        try (JarFile jar = new JarFile(Standalone.jar().toFile())) {
            List<String> texts = new ArrayList<>();
            for (String name : jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches("META-INF/(LICENSE|NOTICE)[^/]*"))
                    .toList()) {
                texts.add(text(jar, name));
            }
            String all = String.join("\n", texts);
            for (String part :
                    List.of("Apache License", "Jackson JSON processor", "Eclipse Public License", "FastDoubleParser")) {
                assertThat(all.contains(part)).as(part).isTrue();
            }
            // What scanners read.
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith("/pom.properties")))
                    .hasSizeGreaterThan(30);
        }
    }

    @Test
    void what_is_not_in_it_is_a_dependency_of_its_own() throws Exception {
        NodeList all = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Standalone.pom().toFile())
                .getElementsByTagName("dependency");
        Set<String> theirs = new TreeSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element dependency = (Element) all.item(i);
            if (!child(dependency, "scope").equals("test")) {
                theirs.add(child(dependency, "artifactId"));
            }
        }
        assertThat(theirs).containsExactly("jna", "jspecify", "slf4j-api");
    }

    private static String child(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
