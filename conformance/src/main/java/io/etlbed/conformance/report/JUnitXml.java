package io.etlbed.conformance.report;

import io.etlbed.conformance.catalogue.Group;
import io.etlbed.conformance.check.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as CI servers read it: a suite per group, a case per requirement. */
final class JUnitXml {

    private final ConformanceReport report;
    private final XMLStreamWriter xml;

    private JUnitXml(ConformanceReport report, XMLStreamWriter xml) {
        this.report = report;
        this.xml = xml;
    }

    static void write(ConformanceReport report, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            new JUnitXml(report, xml).document();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void document() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        xml.writeAttribute(
                "name", "etlbed conformance, profile " + report.facts().profile());
        xml.writeAttribute("time", seconds(report.facts().time()));
        for (Group group : report.outcomes().stream()
                .map(o -> o.requirement().group())
                .distinct()
                .toList()) {
            suite(group);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(Group group) throws XMLStreamException {
        List<RequirementOutcome> cases = report.outcomes().stream()
                .filter(outcome -> outcome.requirement().group().equals(group))
                .toList();
        long failures = cases.stream().filter(o -> o.is(Verdict.Fail.class)).count();
        long skipped = cases.stream()
                .filter(outcome -> !outcome.is(Verdict.Fail.class) && !passed(outcome))
                .count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", group.key() + " " + group.title());
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", String.valueOf(failures));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", String.valueOf(skipped));
        xml.writeAttribute(
                "time", seconds(cases.stream().map(RequirementOutcome::time).reduce(Duration.ZERO, Duration::plus)));
        for (RequirementOutcome outcome : cases) {
            testCase(outcome);
        }
        xml.writeEndElement();
    }

    private void testCase(RequirementOutcome outcome) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname", "conformance." + outcome.requirement().group().key());
        xml.writeAttribute(
                "name",
                clean(outcome.requirement().id() + " "
                        + Text.plain(outcome.requirement().rule())));
        xml.writeAttribute("time", seconds(outcome.time()));
        if (outcome.is(Verdict.Fail.class)) {
            for (CheckOutcome check : outcome.checksThat(Verdict.Fail.class)) {
                failure(check, (Verdict.Fail) check.verdict());
            }
        } else if (!passed(outcome)) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", clean(outcome.remark()));
        }
        xml.writeEndElement();
    }

    /** What differs as the profile expects has passed for that profile. */
    private static boolean passed(RequirementOutcome outcome) {
        return outcome.is(Verdict.Pass.class) || outcome.is(Verdict.Differs.class);
    }

    private void failure(CheckOutcome check, Verdict.Fail fail) throws XMLStreamException {
        xml.writeStartElement("failure");
        xml.writeAttribute("type", check.check());
        xml.writeAttribute("message", clean("found " + fail.found() + ", expected " + fail.expected()));
        xml.writeCharacters(clean("found: " + fail.found() + "\nexpected: " + fail.expected() + "\nhint: " + fail.hint()
                + "\n" + fail.curl().orElse("") + "\n" + report.again(check.proves())));
        xml.writeEndElement();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** Without the characters that XML 1.0 cannot carry; lone surrogates go as well. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xd7ff)
                        || (c >= 0xe000 && c <= 0xfffd)
                        || c >= 0x10000)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
