package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.OutgoingMail;

/** The way a mail takes, chosen before anything is sent. Each is one request. */
public sealed interface DeliveryPlan {

    OutgoingMail mail();

    /** As JSON, which Graph takes for what most mails are. */
    record DirectJson(ComposedMail mail) implements DeliveryPlan {}

    /** As MIME, which Graph takes for everything, but always keeps a copy of. */
    record DirectMime(OutgoingMail mail) implements DeliveryPlan {}
}
