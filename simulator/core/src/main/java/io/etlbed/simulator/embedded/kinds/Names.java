package io.etlbed.simulator.embedded.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What names, label keys and label values may look like; each check answers with what is wrong. */
public final class Names {

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE = "(" + QUALIFIED + ")?";

    private static final Rule DNS_LABEL = new Rule(
            LABEL,
            63,
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and "
                    + "end with an alphanumeric character (e.g. 'my-name',  or '123-abc', ");
    private static final Rule DNS_SUBDOMAIN = new Rule(
            SUBDOMAIN,
            253,
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
                    + "start and end with an alphanumeric character (e.g. 'example.com', ");
    private static final Rule DNS_1035 = new Rule(
            LABEL_1035,
            63,
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
                    + "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', ");
    private static final Rule LABEL_VALUE = new Rule(
            VALUE,
            63,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
                    + "start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', ");
    private static final Rule NAME_PART = new Rule(
            QUALIFIED,
            63,
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
                    + "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', ");

    private Names() {}

    static List<String> dnsLabel(String value) {
        return DNS_LABEL.apply(value);
    }

    static List<String> dnsSubdomain(String value) {
        return DNS_SUBDOMAIN.apply(value);
    }

    static List<String> dns1035Label(String value) {
        return DNS_1035.apply(value);
    }

    public static List<String> labelValue(String value) {
        return LABEL_VALUE.apply(value);
    }

    /** A label's or annotation's key: an optional domain, a slash, a name. */
    public static List<String> qualifiedName(String value) {
        int slash = value.indexOf('/');
        List<String> wrong = new ArrayList<>();
        if (slash == 0) {
            wrong.add("prefix part must be non-empty");
        } else if (slash > 0) {
            dnsSubdomain(value.substring(0, slash)).forEach(detail -> wrong.add("prefix part " + detail));
        }
        String name = value.substring(slash + 1);
        if (name.isEmpty()) {
            wrong.add("name part must be non-empty");
        } else {
            wrong.addAll(NAME_PART.apply(name));
        }
        return wrong;
    }

    private record Rule(Pattern pattern, int longest, String explanation) implements Function<String, List<String>> {

        Rule(String regex, int longest, String explanation) {
            this(Pattern.compile(regex), longest, explanation + "regex used for validation is '" + regex + "')");
        }

        @Override
        public List<String> apply(String value) {
            List<String> wrong = new ArrayList<>();
            if (value.length() > longest) {
                wrong.add("must be no more than " + longest + " characters");
                return wrong;
            }
            if (!pattern.matcher(value).matches()) {
                wrong.add(explanation);
            }
            return wrong;
        }
    }
}
