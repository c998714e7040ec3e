package io.etlbed.ci.lint;

import io.etlbed.cluster.etl.spec.EtlSpecs;
import io.etlbed.cluster.etl.spec.SpecContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks files, and mends what is mechanical. Not safe for use by several threads. */
public final class Lint {

    private final SpecChecker checker;
    private final Fixer fixer;
    private final SourceReader reader;
    private final Mending mending;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private int files;
    private int specs;
    private int documents;
    private int fixed;

    /** What is done about that which can be mended without asking. */
    public enum Mending {
        /** It is only said. */
        NONE,
        /** Changes are made up, and what is said is what the text is like before them. */
        SHOWN,
        /** Files are written, and what is said is what is left. */
        WRITTEN
    }

    /**
     * @param context what an init message around the specifications would say
     * @param standardInput what {@code -} names; closed when it is read
     */
    public Lint(SpecContext context, Mending mending, InputStream standardInput) {
        this.checker = new SpecChecker(context);
        this.fixer = new Fixer(context);
        this.reader = new SourceReader(standardInput);
        this.mending = mending;
    }

    /**
     * @param names files, folders, or {@code -} for standard input
     * @throws IllegalArgumentException if there is no file of such a name; nothing was read then
     */
    public LintReport run(List<String> names) {
        List<Source> sources = new ArrayList<>();
        names.forEach(name -> sources.addAll(SourceFinder.find(name)));
        for (Source source : sources) {
            files++;
            SourceReader.Outcome outcome = reader.read(source);
            if (outcome instanceof SourceReader.Outcome.Text text) {
                check(source, text.value());
            } else if (outcome instanceof SourceReader.Outcome.Unreadable unreadable) {
                diagnostics.add(unreadable.diagnostic());
            }
        }
        return new LintReport(diagnostics, files, specs, documents - specs, changes, fixed);
    }

    private void check(Source source, String text) {
        List<YamlDocuments.Document> ours = specs(source, text);
        documents += YamlDocuments.split(text).size();
        specs += ours.size();
        StringBuilder mended = new StringBuilder(text.length());
        List<Diagnostic> said = new ArrayList<>();
        int fixable = 0;
        int end = 0;
        for (YamlDocuments.Document document : ours) {
            Fixer.Fixed result = fixer.fix(document.text());
            fixable += result.mended().size();
            said.addAll(checker.diagnostics(source, document, result.mended()));
            mended.append(text, end, document.start()).append(result.text());
            end = document.end();
        }
        mended.append(text, end, text.length());
        Change change = new Change(source.name(), source.file(), text, mended.toString());
        if (mending == Mending.WRITTEN) {
            write(change);
            fixed += fixable;
            said.clear();
            specs(source, change.after())
                    .forEach(document -> said.addAll(checker.diagnostics(source, document, Set.of())));
        }
        if (mending != Mending.NONE && (change.changes() || source.file().isEmpty())) {
            changes.add(change);
        }
        diagnostics.addAll(said);
    }

    private List<YamlDocuments.Document> specs(Source source, String text) {
        return YamlDocuments.split(text).stream()
                .filter(document -> source.named() || !EtlSpecs.isSomethingElse(document.text()))
                .toList();
    }

    private static void write(Change change) {
        if (change.changes() && change.file().isPresent()) {
            try {
                change.write();
            } catch (IOException e) {
                throw new UncheckedIOException(change.name() + " cannot be written: " + e.getMessage(), e);
            }
        }
    }
}
