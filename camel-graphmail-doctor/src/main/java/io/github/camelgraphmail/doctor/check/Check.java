package io.github.camelgraphmail.doctor.check;

/** What is looked at. */
public enum Check {
    ENTRA("entra", "Entra"),
    GRAPH("graph", "Graph"),
    SIGN_IN("sign-in", "Sign-in"),
    TOKEN("token", "Token"),
    SENDER("sender", "Sender"),
    SENDER_DRAFTS("sender-drafts", "Drafts of sender"),
    FORBIDDEN_SENDER("forbidden-sender", "Forbidden sender"),
    FORBIDDEN_DRAFTS("forbidden-drafts", "Drafts of forbidden sender"),
    TEST_MAIL("test-mail", "Test mail");

    private final String id;
    private final String title;

    Check(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** For programs; it stays. */
    public String id() {
        return id;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
