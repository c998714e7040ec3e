package io.etlbed.simulator.embedded.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The words before a container's command that make it run as the user, and with the powers, that its spec says.
 *
 * <p>A pod knows one user of the host: its root. Another number is given to that one by a user namespace of its own, in
 * which there is nobody else: what root's programs left is this user's too, and root's powers are gone.
 */
final class ConfinedCommand {

    private ConfinedCommand() {}

    /** Each is a program by its path, or an argument; empty where the command may do all that its pod's root may. */
    static List<String> before(HostPrograms programs, Confinement confinement) {
        List<String> words = new ArrayList<>();
        if (confinement.changesIdentity()) {
            words.addAll(List.of(
                    programs.path("unshare"),
                    "-U",
                    "--map-user=" + confinement.user().orElse(0),
                    "--map-group=" + confinement.group().orElse(0),
                    "--"));
        }
        List<String> options = new ArrayList<>();
        // Other users have none, and may not say so either.
        boolean root = confinement.user().orElse(0) == 0;
        confinement.capabilities().filter(change -> root).ifPresent(change -> options.add("--bounding-set=" + change));
        if (confinement.noNewPrivileges()) {
            options.add("--no-new-privs");
        }
        if (!options.isEmpty()) {
            words.add(programs.path("setpriv"));
            words.addAll(options);
            words.add("--");
        }
        return words;
    }

    /** The same for a shell, with a blank at its end. */
    static String shell(HostPrograms programs, Confinement confinement) {
        StringBuilder text = new StringBuilder();
        before(programs, confinement)
                .forEach(word -> text.append(Shell.quote(word)).append(' '));
        return text.toString();
    }
}
