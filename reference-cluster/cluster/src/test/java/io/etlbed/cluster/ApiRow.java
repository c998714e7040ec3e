package io.etlbed.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A row of the tables of docs/api.md.
 *
 * @param headers names and values in turn
 * @param words that the answer contains
 */
record ApiRow(String method, String path, List<String> headers, String body, int status, List<String> words) {

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final int CELLS = 4;

    /** All rows that begin with a request. */
    static List<ApiRow> read(String page) {
        return page.lines()
                .filter(line -> line.startsWith("| `"))
                .map(ApiRow::of)
                .toList();
    }

    private static ApiRow of(String line) {
        String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
        if (cells.length != CELLS) {
            throw new IllegalArgumentException(CELLS + " cells are expected: " + line);
        }
        List<String> asked = codes(cells[0]);
        String[] request = asked.get(0).split(" ", 2);
        List<String> headers = new ArrayList<>();
        for (String header : asked.subList(1, asked.size())) {
            headers.addAll(List.of(header.split(": ", 2)));
        }
        List<String> body = codes(cells[1]);
        return new ApiRow(
                request[0],
                request[1],
                headers,
                body.isEmpty() ? "" : body.get(0),
                Integer.parseInt(cells[2].strip().split(" ", -1)[0]),
                codes(cells[2]));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map(MatchResult::group)
                .map(code -> code.substring(1, code.length() - 1))
                .toList();
    }

    @Override
    public String toString() {
        return method + " " + path + " " + body;
    }
}
