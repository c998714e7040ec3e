package io.etlbed.simulator.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of requirements: what it asks for, and what is wrong with it.
 *
 * @param requirement without options; empty where there are options alone
 * @param complaint why it is refused
 */
record RequirementLine(String requirement, Optional<String> complaint) {

    /** Options and whether each has a value. Abbreviated ones are refused, though pip would take them. */
    private static final Set<String> FLAGS = Set.of("--no-index", "--pre", "--prefer-binary", "--require-hashes");

    private static final Set<String> VALUED = Set.of(
            "-i",
            "--index-url",
            "--pypi-url",
            "--extra-index-url",
            "-f",
            "--find-links",
            "--no-binary",
            "--only-binary",
            "--trusted-host",
            "--use-feature",
            "--hash",
            "--global-option",
            "-C",
            "--config-settings",
            "--config-setting");
    private static final Set<String> ADDRESSES =
            Set.of("-i", "--index-url", "--pypi-url", "--extra-index-url", "-f", "--find-links");
    private static final Set<String> FILES = Set.of("-r", "--requirement", "-c", "--constraint");
    private static final Set<String> EDITABLE = Set.of("-e", "--editable");

    private static final Pattern OPTIONS = Pattern.compile("(?<!\\S)-");
    private static final Pattern FILE_ADDRESS = Pattern.compile("(?i)(^|[^a-z0-9.-])file:");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://.*");
    private static final Pattern ARCHIVE =
            Pattern.compile("(?i).*\\.(whl|zip|tar|tgz|tbz|txz|tlz|tar\\.(gz|bz2|xz|lz|lzma))");
    private static final Pattern MARKER = Pattern.compile("\\s*;.*");
    private static final Pattern EXTRAS = Pattern.compile("\\[[^\\]]*\\]$");
    private static final Pattern NAMED_ADDRESS = Pattern.compile("^[A-Za-z0-9._-]+\\s*(\\[[^\\]]*\\])?\\s*@\\s*");

    static RequirementLine of(String line) {
        // Where options begin pip decides before it looks at quotes.
        Matcher options = OPTIONS.matcher(line);
        int begin = options.find() ? options.start() : line.length();
        String requirement = line.substring(0, begin).strip();
        Optional<String> complaint = line.endsWith("\\") ? Optional.of("it ends with \\") : ofRequirement(requirement);
        return new RequirementLine(
                requirement, complaint.isPresent() ? complaint : ofOptions(words(line.substring(begin))));
    }

    private static Optional<String> ofRequirement(String requirement) {
        if (FILE_ADDRESS.matcher(requirement).find()) {
            return Optional.of("files of this machine cannot be installed");
        }
        String what = NAMED_ADDRESS.matcher(requirement).replaceFirst("");
        if (ADDRESS.matcher(what).matches()) {
            return Optional.empty();
        }
        String name =
                EXTRAS.matcher(MARKER.matcher(what).replaceFirst("").strip()).replaceFirst("");
        boolean path = name.contains("/")
                || name.contains("\\")
                || name.startsWith(".")
                || name.startsWith("~")
                || ARCHIVE.matcher(name).matches();
        return path ? Optional.of("a package or an address is expected, not a path of this machine") : Optional.empty();
    }

    private static Optional<String> ofOptions(List<String> words) {
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            if (!word.startsWith("-")) {
                return Optional.of("'" + word + "' stands behind an option; one requirement a line, and options last");
            }
            boolean wordy = word.startsWith("--");
            int end = wordy ? word.indexOf('=') : Math.min(word.length(), 2);
            String name = end < 0 ? word : word.substring(0, end);
            Optional<String> complaint = ofOption(name);
            if (complaint.isPresent()) {
                return complaint;
            }
            if (!VALUED.contains(name)) {
                if (!name.equals(word)) {
                    return Optional.of(name + " has no value");
                }
                continue;
            }
            String value;
            if (wordy ? end >= 0 : word.length() > 2) {
                value = word.substring(wordy ? end + 1 : 2);
            } else if (at < words.size()) {
                value = words.get(at++);
            } else {
                return Optional.of(name + " needs a value");
            }
            if (ADDRESSES.contains(name) && !WEB_ADDRESS.matcher(value).matches()) {
                return Optional.of(name + " needs an address with http or https");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofOption(String name) {
        if (FLAGS.contains(name) || VALUED.contains(name)) {
            return Optional.empty();
        }
        if (FILES.contains(name)) {
            return Optional.of(name + " reads another file, and there is none: write all requirements into this text");
        }
        if (EDITABLE.contains(name)) {
            return Optional.of(name + " is for sources on this machine");
        }
        return Optional.of(name + " is not allowed here; options are "
                + String.join(
                        ", ",
                        List.of(
                                "--index-url",
                                "--extra-index-url",
                                "--no-index",
                                "--find-links",
                                "--no-binary",
                                "--only-binary",
                                "--prefer-binary",
                                "--require-hashes",
                                "--pre",
                                "--trusted-host",
                                "--use-feature",
                                "--hash",
                                "--global-option",
                                "--config-settings")));
    }

    /** As a shell would split it, so that no quote hides an option; a quote without an end ends with the line. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean within = false;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char next = line.charAt(at);
            if (quote == 0 && Character.isWhitespace(next)) {
                if (within) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                within = false;
            } else if (quote == 0 && (next == '"' || next == '\'')) {
                quote = next;
                within = true;
            } else if (next == quote) {
                quote = 0;
            } else {
                if (next == '\\' && quote != '\'' && at + 1 < line.length()) {
                    next = line.charAt(++at);
                }
                word.append(next);
                within = true;
            }
        }
        if (within) {
            words.add(word.toString());
        }
        return words;
    }
}
