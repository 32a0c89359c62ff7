package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.util.List;
import java.util.Optional;

/** The way a mail takes, chosen before anything is sent. */
public sealed interface DeliveryPlan {

    OutgoingMail mail();

    /** One request. */
    sealed interface Direct extends DeliveryPlan {}

    /** As JSON, which Graph takes for what most mails are. */
    record DirectJson(ComposedMail mail) implements Direct {}

    /** As MIME, which Graph takes for everything, but always keeps a copy of. */
    record DirectMime(OutgoingMail mail) implements Direct {}

    /**
     * A draft that is created, given its attachments one by one, and sent.
     *
     * @param message creates the draft: the mail without the attachments that follow
     * @param attachments follow, in this order
     * @param mark of its idempotency key, under which the mail goes once, whoever sends it
     */
    record ByDraft(OutgoingMail mail, Direct message, List<MailAttachment> attachments, Optional<String> mark)
            implements DeliveryPlan {

        public ByDraft {
            attachments = List.copyOf(attachments);
        }
    }
}
