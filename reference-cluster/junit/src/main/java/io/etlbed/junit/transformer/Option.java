package io.etlbed.junit.transformer;

/** What can be told of a transformer, and of which ones not. */
enum Option {
    FOLDER("folder", "programs, which run in it"),
    REQUIREMENTS("requirements", "code and programs in Python"),
    RUNTIME("runtime", "code in Python"),
    ENVIRONMENT("variables", "images and programs; a specification has its own"),
    PORT("port", "images and servers"),
    HEALTH("health path", "images and servers"),
    COMMUNICATION("communication", "what knows of its target");

    private final String word;
    private final String audience;

    Option(String word, String audience) {
        this.word = word;
        this.audience = audience;
    }

    /** Why a source that has it not refuses it. */
    String refusal(String what) {
        return what + " takes no " + word + ": that is for " + audience;
    }
}
