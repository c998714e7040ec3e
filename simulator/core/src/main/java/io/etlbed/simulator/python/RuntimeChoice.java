package io.etlbed.simulator.python;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which interpreter is to run code that was written for a version of Python. */
public sealed interface RuntimeChoice {

    /**
     * One of that minor version.
     *
     * @param remark what is to be said where its patch is another than the wanted one
     */
    record Same(Interpreter interpreter, Optional<String> remark) implements RuntimeChoice {}

    /**
     * The nearest higher minor version, for want of the right one.
     *
     * @param warning says so, and how to get the right one
     */
    record Higher(Interpreter interpreter, String warning) implements RuntimeChoice {}

    /**
     * None will do.
     *
     * @param reason says why, what there is, and what to install
     */
    record Refused(String reason) implements RuntimeChoice {}

    /**
     * Chooses. The same minor version will always do; of several that which the user has named, then that with the very
     * patch, then the first found. Another one will do only for Python 3, only a higher one, and only where it may.
     *
     * @param exactly why only the wanted minor version will do; empty where a higher one may take its place
     */
    static RuntimeChoice of(PythonVersion wanted, Optional<String> exactly, Interpreters interpreters) {
        List<Interpreter> all = interpreters.all();
        Optional<Interpreter> same = all.stream()
                .filter(each -> each.version().isSameMinor(wanted))
                .min(Comparator.comparing((Interpreter each) -> !each.named())
                        .thenComparing(each -> !each.version().equals(wanted)));
        if (same.isPresent()) {
            PythonVersion found = same.get().version();
            boolean anotherPatch = wanted.patch().isPresent() && !wanted.equals(found);
            return new Same(
                    same.get(),
                    anotherPatch ? Optional.of("wanted Python " + wanted + ", running " + found) : Optional.empty());
        }
        if (exactly.isPresent()) {
            return new Refused("Python " + wanted.twoNumbers() + " is needed and nothing else will do: " + exactly.get()
                    + ". " + present(all) + ". " + advice(wanted));
        }
        Optional<Interpreter> higher = wanted.major() == 2 ? Optional.empty() : higher(wanted, all);
        return higher.<RuntimeChoice>map(each -> new Higher(
                        each,
                        "wanted Python " + wanted + ", which this machine does not have; running " + each.version()
                                + ", in which some code behaves otherwise. " + advice(wanted)))
                .orElseGet(() -> new Refused("this machine has no Python " + wanted.twoNumbers()
                        + (wanted.major() == 2 ? "" : " and none above it") + ". " + present(all) + ". "
                        + advice(wanted)));
    }

    private static Optional<Interpreter> higher(PythonVersion wanted, List<Interpreter> all) {
        return all.stream()
                .filter(each -> each.version().major() == wanted.major())
                .filter(each -> each.version().minor() > wanted.minor())
                .min(Comparator.comparingInt(
                                (Interpreter each) -> each.version().minor())
                        .thenComparing(each -> !each.named()));
    }

    private static String present(List<Interpreter> all) {
        return all.isEmpty()
                ? "There is no Python at all"
                : "There are " + all.stream().map(Interpreter::toString).collect(Collectors.joining(", "));
    }

    private static String advice(PythonVersion wanted) {
        return "Install it, as with `pyenv install " + wanted + "`, or name one in " + Places.VARIABLE;
    }
}
