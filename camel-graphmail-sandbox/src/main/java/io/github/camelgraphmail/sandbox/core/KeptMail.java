package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.search.SearchableMail;

/** A mail in the store, with what the store knows of it besides. */
final class KeptMail {

    private static final int BEGINNING = 160;

    private final AcceptedMail mail;
    private volatile SearchableMail searchable;
    private volatile boolean read;

    KeptMail(AcceptedMail mail) {
        this.mail = mail;
    }

    AcceptedMail mail() {
        return mail;
    }

    boolean isRead() {
        return read;
    }

    void setRead(boolean changed) {
        read = changed;
    }

    /** Made when it is first asked for: most mails of a load test never are. */
    SearchableMail searchable() {
        SearchableMail made = searchable;
        if (made == null) {
            made = SearchableMail.of(mail);
            searchable = made;
        }
        return made;
    }

    ListedMail listed() {
        String text = searchable().text();
        String beginning = text.substring(0, Math.min(text.length(), BEGINNING * 2))
                .replaceAll("\\s+", " ")
                .strip();
        return new ListedMail(
                mail, read, beginning.length() > BEGINNING ? beginning.substring(0, BEGINNING) + "…" : beginning);
    }
}
