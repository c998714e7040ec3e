package io.etlbed.cluster.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The objects of this target that a job has selected. None but a page of them is ever in memory. */
final class SelectedObjects {

    private static final int PAGE = 1000;

    /** Of a template, in its order: so many names take a moment, and there may be no end of them. */
    private static final int LOOKED_FOR = 100_000;

    private final LocalObjects objects;
    private final String bucket;
    private final Selection selection;
    private final BooleanSupplier stopped;

    /** @param stopped ends what is under way */
    SelectedObjects(LocalObjects objects, String bucket, Selection selection, BooleanSupplier stopped) {
        this.objects = objects;
        this.bucket = bucket;
        this.selection = selection;
        this.stopped = stopped;
    }

    /** What is done with a page of objects. */
    interface Visitor {
        void see(List<LocalObjects.Entry> page) throws InterruptedException;
    }

    /** What is done with the name of an object that should be here and is not. */
    interface Missing {
        void see(String name);
    }

    /** Shows all that are here, page by page. */
    void visit(Visitor visitor) throws InterruptedException {
        if (selection.names() != null) {
            visitNames(selection.names(), visitor);
        } else if (selection.template() != null) {
            visitTemplate(Template.parse(selection.template()), visitor);
        } else {
            visitAll(selection.prefix(), visitor);
        }
    }

    private void visitAll(String prefix, Visitor visitor) throws InterruptedException {
        List<LocalObjects.Entry> page = objects.list(bucket, prefix, "", PAGE);
        while (!page.isEmpty() && !stopped.getAsBoolean()) {
            visitor.see(page);
            page = objects.list(bucket, prefix, page.get(page.size() - 1).name(), PAGE);
        }
    }

    /** What is there is compared with the template: there may be fewer objects than names, however many names there are. */
    private void visitTemplate(Template template, Visitor visitor) throws InterruptedException {
        visitAll(template.prefix(), page -> {
            List<LocalObjects.Entry> meant = page.stream()
                    .filter(each -> each.name().startsWith(selection.prefix()) && template.matches(each.name()))
                    .toList();
            if (!meant.isEmpty()) {
                visitor.see(meant);
            }
        });
    }

    private void visitNames(List<String> names, Visitor visitor) throws InterruptedException {
        List<LocalObjects.Entry> page = new ArrayList<>();
        for (Iterator<String> each = names.iterator(); each.hasNext() && !stopped.getAsBoolean(); ) {
            String name = each.next();
            if (name.startsWith(selection.prefix())) {
                find(name).ifPresent(page::add);
            }
            if (page.size() == PAGE || (!each.hasNext() && !page.isEmpty())) {
                visitor.see(page);
                page = new ArrayList<>();
            }
        }
    }

    private Optional<LocalObjects.Entry> find(String name) {
        // In the order of names an object comes before all that only begin so.
        return objects.list(bucket, name, "", 1).stream()
                .filter(first -> first.name().equals(name))
                .findFirst();
    }

    /** Shows the names that were asked for and belong here and are not; of a very large template those among its first names. */
    void missing(Missing missing) {
        Iterator<String> names = selection.names() != null
                ? selection.names().iterator()
                : selection.template() != null
                        ? Template.parse(selection.template()).names()
                        : List.<String>of().iterator();
        long most = selection.names() != null ? Long.MAX_VALUE : LOOKED_FOR;
        for (long looked = 0; names.hasNext() && looked < most && !stopped.getAsBoolean(); looked++) {
            String name = names.next();
            if (name.startsWith(selection.prefix())
                    && objects.owns(bucket, name)
                    && find(name).isEmpty()) {
                missing.see(name);
            }
        }
    }
}
