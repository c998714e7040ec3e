package io.etlbed.cluster.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What has been typed of a command.
 *
 * @param command so far
 * @param places how many of its places are filled
 * @param value what is being typed, in words of the command's help such as {@code ETL_ID}; empty for an option or command
 * @param before the part of the current word that stays, such as {@code --name=}
 * @param current what is to be completed
 * @param endpoint that was given
 */
record Typed(CommandLine command, int places, String value, String before, String current, Optional<String> endpoint) {

    private static final String ENDPOINT = "--endpoint";

    /** @param words behind {@code ais}; the last is being typed */
    static Typed of(CommandLine root, List<String> words) {
        CommandLine command = root;
        int places = 0;
        boolean onlyPlaces = false;
        OptionSpec open = null;
        String endpoint = null;
        for (String word : words.isEmpty() ? words : words.subList(0, words.size() - 1)) {
            if (open != null) {
                endpoint = open.longestName().equals(ENDPOINT) ? word : endpoint;
                open = null;
            } else if (!onlyPlaces && word.equals("--")) {
                onlyPlaces = true;
            } else if (!onlyPlaces && word.startsWith("-") && word.length() > 1) {
                int equals = word.indexOf('=');
                OptionSpec option = option(command, equals < 0 ? word : word.substring(0, equals));
                boolean takesNext =
                        option != null && equals < 0 && option.arity().max() > 0;
                open = takesNext ? option : null;
                endpoint = word.startsWith(ENDPOINT + "=") ? word.substring(equals + 1) : endpoint;
            } else if (places == 0 && command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            } else {
                places++;
            }
        }
        String current = words.isEmpty() ? "" : words.get(words.size() - 1);
        Optional<String> given = Optional.ofNullable(endpoint);
        if (open != null) {
            return new Typed(command, places, open.paramLabel(), "", current, given);
        }
        int equals = current.indexOf('=');
        if (!onlyPlaces && current.startsWith("--") && equals > 0) {
            OptionSpec option = option(command, current.substring(0, equals));
            String label = option == null ? "" : option.paramLabel();
            return new Typed(
                    command, places, label, current.substring(0, equals + 1), current.substring(equals + 1), given);
        }
        return new Typed(command, places, place(command, places), "", current, given);
    }

    /** Whether an option's name is being typed. */
    boolean isOption() {
        return before.isEmpty() && current.startsWith("-");
    }

    private static @Nullable OptionSpec option(CommandLine command, String name) {
        return command.getCommandSpec().findOption(name);
    }

    private static String place(CommandLine command, int index) {
        for (PositionalParamSpec each : command.getCommandSpec().positionalParameters()) {
            if (each.index().min() <= index && index <= each.index().max()) {
                return each.paramLabel();
            }
        }
        return "";
    }
}
