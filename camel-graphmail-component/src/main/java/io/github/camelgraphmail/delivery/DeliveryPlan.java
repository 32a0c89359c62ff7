package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.mail.OutgoingMail;

/** The way a mail takes, chosen before anything is sent. */
public sealed interface DeliveryPlan {

    OutgoingMail mail();

    /** One sendMail request with the whole mail as JSON. */
    record DirectJson(OutgoingMail mail) implements DeliveryPlan {}
}
