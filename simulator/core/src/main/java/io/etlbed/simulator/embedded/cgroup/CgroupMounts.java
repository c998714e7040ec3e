package io.etlbed.simulator.embedded.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the groups of this process are in the file system.
 *
 * @param mountInfo lines of {@code /proc/self/mountinfo}
 * @param memberships lines of {@code /proc/self/cgroup}
 */
record CgroupMounts(List<String> mountInfo, List<String> memberships) {

    /**
     * The folders in which groups for a controller may be made, the best first: this process's own group, and with version
     * 2 those above it, for a group that has processes of its own can have none with controllers below it.
     */
    List<Path> candidates(Controller controller) {
        List<Path> candidates = new ArrayList<>();
        for (String line : mountInfo) {
            String[] halves = line.split(" - ", 2);
            String[] place = halves[0].split(" ", -1);
            if (halves.length < 2 || place.length < 5 || !serves(halves[1], controller)) {
                continue;
            }
            Path point = Path.of(place[4]);
            Path own = membership(controller)
                    .filter(path -> path.startsWith(place[3]))
                    .map(path ->
                            point.resolve(Path.of(place[3]).relativize(path).toString()))
                    .orElse(point);
            for (Path folder = own; folder != null && folder.startsWith(point); folder = folder.getParent()) {
                candidates.add(folder);
                if (controller.version() == 1) {
                    break;
                }
            }
        }
        return candidates;
    }

    private static boolean serves(String fileSystem, Controller controller) {
        String[] words = fileSystem.split(" ", -1);
        if (controller.version() == 2) {
            return words[0].equals("cgroup2");
        }
        String options = words[words.length - 1];
        return words[0].equals("cgroup") && List.of(options.split(",", -1)).contains(controller.kernelName());
    }

    private Optional<Path> membership(Controller controller) {
        for (String line : memberships) {
            String[] fields = line.split(":", 3);
            boolean named = controller.version() == 2
                    ? fields[0].equals("0")
                    : List.of(fields[1].split(",", -1)).contains(controller.kernelName());
            if (named) {
                return Optional.of(Path.of(fields[2]));
            }
        }
        return Optional.empty();
    }
}
