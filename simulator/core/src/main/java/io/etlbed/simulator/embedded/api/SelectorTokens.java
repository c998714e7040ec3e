package io.etlbed.simulator.embedded.api;

import java.util.Set;

/** A label selector word by word and sign by sign, each looked at once, so that its length costs no more than that. */
final class SelectorTokens {

    private static final Token END = new Token("", false);
    private static final String SIGNS = "=!(),<>";
    private static final Set<String> LONG_SIGNS = Set.of("==", "!=");
    private static final Set<String> WORDS_OF_THE_LANGUAGE = Set.of("in", "notin");

    private final String text;
    private int position;

    SelectorTokens(String text) {
        this.text = text;
    }

    /** @param isWord whether it is a key or a value, and no sign */
    record Token(String text, boolean isWord) {

        boolean is(String sign) {
            return !isWord && text.equals(sign);
        }

        boolean isEnd() {
            return !isWord && text.isEmpty();
        }
    }

    /** The next token where {@code in} and {@code notin} are operators. */
    Token next() {
        Token word = nextWord();
        return WORDS_OF_THE_LANGUAGE.contains(word.text()) ? new Token(word.text(), false) : word;
    }

    /** The next token where {@code in} and {@code notin} are words as any other. */
    Token nextWord() {
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return END;
        }
        int begin = position++;
        if (isSign(text.charAt(begin))) {
            if (position < text.length() && LONG_SIGNS.contains(text.substring(begin, position + 1))) {
                position++;
            }
            return new Token(text.substring(begin, position), false);
        }
        while (position < text.length() && !isSign(text.charAt(position)) && !isSpace(text.charAt(position))) {
            position++;
        }
        return new Token(text.substring(begin, position), true);
    }

    /** What {@link #next} would answer. */
    Token peek() {
        int begin = position;
        Token token = next();
        position = begin;
        return token;
    }

    /** What {@link #nextWord} would answer. */
    Token peekWord() {
        int begin = position;
        Token token = nextWord();
        position = begin;
        return token;
    }

    private static boolean isSign(char letter) {
        return SIGNS.indexOf(letter) >= 0;
    }

    private static boolean isSpace(char letter) {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    }
}
