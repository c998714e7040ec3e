package io.etlbed.junit.faults;

import io.etlbed.junit.faults.Kind.Corrupt;
import io.etlbed.junit.faults.Kind.Delay;
import io.etlbed.junit.faults.Kind.Reset;
import io.etlbed.junit.faults.Kind.Stall;
import io.etlbed.junit.faults.Kind.Status;
import io.etlbed.junit.faults.Kind.Truncate;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what a rule is to be. */
final class RuleDraft implements FaultRule {

    private static final long USUAL_STEP = 1000;

    private final RuleBook book;
    private final Place place;
    private @Nullable String method;
    private @Nullable Pattern path;
    private @Nullable String query;
    private When when = When.always();
    private Optional<Boolean> before = Optional.empty();

    RuleDraft(RuleBook book, Place place) {
        this.book = book;
        this.place = place;
    }

    @Override
    public FaultRule method(String name) {
        method = name;
        return this;
    }

    @Override
    public FaultRule path(String pattern) {
        path = PathPattern.compile(pattern);
        return this;
    }

    @Override
    public FaultRule query(String part) {
        query = part;
        return this;
    }

    @Override
    public FaultRule nth(long n) {
        require(n >= 1, "requests are counted from 1, not " + n);
        when = count -> count == n;
        return this;
    }

    @Override
    public FaultRule first(long n) {
        require(n >= 1, "the first " + n + " requests are none");
        when = count -> count <= n;
        return this;
    }

    @Override
    public FaultRule every(long n) {
        require(n >= 1, "no request is every " + n + "th");
        when = count -> count % n == 0;
        return this;
    }

    @Override
    public FaultRule withProbability(double probability, long seed) {
        require(probability >= 0 && probability <= 1, "a probability is 0 to 1, not " + probability);
        when = When.probability(probability, seed);
        return this;
    }

    @Override
    public FaultRule beforeEffect() {
        before = Optional.of(true);
        return this;
    }

    @Override
    public FaultRule afterEffect() {
        before = Optional.of(false);
        return this;
    }

    @Override
    public Fault status(int status) {
        return status(status, "a fault that the test has asked for\n");
    }

    @Override
    public Fault status(int status, String body) {
        require(status >= 200 && status <= 999, "a status is 200 to 999, not " + status);
        return inForce(new Status(status, body), true, 0);
    }

    @Override
    public Fault reset() {
        return inForce(new Reset(), true, 0);
    }

    @Override
    public Fault truncate(long bytes) {
        require(bytes >= 0, "a body of " + bytes + " bytes");
        return inForce(new Truncate(bytes), false, 0);
    }

    @Override
    public Fault delay(Duration time) {
        return delay(time, Duration.ZERO, 0);
    }

    @Override
    public Fault delay(Duration least, Duration jitter, long seed) {
        require(!least.isNegative() && !jitter.isNegative(), "a delay of " + least + " to " + least.plus(jitter));
        return inForce(new Delay(least, jitter), true, seed);
    }

    @Override
    public Fault stall() {
        return inForce(new Stall(), true, 0);
    }

    @Override
    public Fault corrupt() {
        return corrupt(0, USUAL_STEP);
    }

    @Override
    public Fault corrupt(long first, long step) {
        require(first >= 0 && step >= 1, "no bytes are those from " + first + " in steps of " + step);
        return inForce(new Corrupt(first, step), false, 0);
    }

    private Fault inForce(Kind kind, boolean usuallyBefore, long seed) {
        return book.add(new Rule.Terms(place, method, path, query, when, before.orElse(usuallyBefore)), kind, seed);
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
