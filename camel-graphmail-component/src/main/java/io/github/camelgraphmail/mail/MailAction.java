package io.github.camelgraphmail.mail;

import java.util.Objects;

/** What is to be done with a mail. */
public sealed interface MailAction {

    /** Send it. */
    record Send() implements MailAction {}

    /** Leave it in the sender's Drafts. */
    record Draft() implements MailAction {}

    /**
     * Send it as an answer to a message of the sender's mailbox, or pass that on.
     *
     * @param kind how
     * @param messageId Graph's id of the message
     */
    record Respond(Kind kind, String messageId) implements MailAction {

        public Respond {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(messageId, "messageId");
        }
    }

    /** How to respond to a message. */
    enum Kind {
        REPLY("reply"),
        REPLY_ALL("replyAll"),
        FORWARD("forward");

        private final String graphAction;

        Kind(String graphAction) {
            this.graphAction = graphAction;
        }

        /** As Graph and option operation call it. */
        public String graphAction() {
            return graphAction;
        }
    }
}
