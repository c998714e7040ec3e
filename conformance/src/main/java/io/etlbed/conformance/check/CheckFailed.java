package io.etlbed.conformance.check;

import io.etlbed.conformance.http.Exchange;
import java.io.Serial;
import java.util.Optional;

/** A check has seen the cluster break its rule. */
public final class CheckFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Verdict.Fail verdict;
    private final transient Optional<Exchange> exchange;

    private CheckFailed(Verdict.Fail verdict, Optional<Exchange> exchange) {
        super("found " + verdict.found() + ", expected " + verdict.expected());
        this.verdict = verdict;
        this.exchange = exchange;
    }

    /** What was found is the answer of an exchange. */
    public static CheckFailed at(Exchange exchange, String expected) {
        return at(exchange, exchange.summary(), expected);
    }

    /** What was found is read out of an exchange. */
    public static CheckFailed at(Exchange exchange, String found, String expected) {
        return new CheckFailed(
                new Verdict.Fail(
                        found,
                        expected,
                        exchange.request().method() + " " + exchange.first() + " was answered by "
                                + exchange.answeredBy(),
                        Optional.of(exchange.curl())),
                Optional.of(exchange));
    }

    /** What was found is no single exchange. */
    public static CheckFailed because(String found, String expected) {
        return of(new Verdict.Fail(found, expected, "", Optional.empty()));
    }

    /** What was found is what a command has shown; {@code line} runs it again. */
    public static CheckFailed byCommand(String line, String found, String expected) {
        return of(new Verdict.Fail(found, expected, "", Optional.of(line)));
    }

    static CheckFailed of(Verdict.Fail verdict) {
        return new CheckFailed(verdict, Optional.empty());
    }

    public Verdict.Fail verdict() {
        return verdict;
    }

    /** The exchange that shows it, where one does. */
    Optional<Exchange> exchange() {
        return exchange;
    }
}
