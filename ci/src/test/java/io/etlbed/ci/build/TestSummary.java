package io.etlbed.ci.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Prints what the tests of all modules came to, and which were skipped, each with its reason: a skipped test never counts as
 * passed in silence. Also runs as a single file, {@code java TestSummary.java FOLDER}, after a build that failed.
 */
public final class TestSummary {

    private static final List<String> REPORTS = List.of("surefire-reports", "failsafe-reports");

    private int run;
    private int failures;
    private int errors;
    private final List<String> skipped = new ArrayList<>();

    private TestSummary() {}

    /** {@code args[0]} is the folder of the whole build. */
    public static void main(String[] args) throws IOException, ParserConfigurationException, SAXException {
        TestSummary summary = new TestSummary();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder parser = factory.newDocumentBuilder();
        for (Path report : reports(Path.of(args[0]))) {
            summary.add(parser.parse(report.toFile()).getDocumentElement());
        }
        summary.print();
    }

    /** Of the modules, which lie one or two folders deep. */
    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Files.find(root, 5, (file, attributes) -> isReport(file))) {
            return files.sorted().toList();
        }
    }

    private static boolean isReport(Path file) {
        Path folder = file.getParent();
        Path target = folder == null ? null : folder.getParent();
        return target != null
                && target.endsWith("target")
                && REPORTS.contains(folder.getFileName().toString())
                && file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private void add(Element suite) {
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int each = 0; each < cases.getLength(); each++) {
            Element test = (Element) cases.item(each);
            run++;
            failures += test.getElementsByTagName("failure").getLength() > 0 ? 1 : 0;
            errors += test.getElementsByTagName("error").getLength() > 0 ? 1 : 0;
            NodeList skips = test.getElementsByTagName("skipped");
            if (skips.getLength() > 0) {
                skipped.add(name(test) + ": " + reason((Element) skips.item(0)));
            }
        }
    }

    private static String name(Element test) {
        return test.getAttribute("classname") + "." + test.getAttribute("name");
    }

    private static String reason(Element skip) {
        String message = skip.getAttribute("message").strip();
        String text = message.isEmpty() ? skip.getTextContent().strip() : message;
        return text.isEmpty() ? "no reason given" : text.lines().findFirst().orElseThrow();
    }

    private void print() {
        System.out.printf(
                "All modules: Tests run: %d, Failures: %d, Errors: %d, Skipped: %d%n",
                run, failures, errors, skipped.size());
        if (skipped.isEmpty()) {
            System.out.println("no test was skipped");
        } else {
            System.out.println("Skipped:");
            skipped.forEach(line -> System.out.println("  " + line));
        }
    }
}
