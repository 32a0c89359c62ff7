package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.DeliveryPlan.Direct;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectMime;
import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.IdempotencyKey;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailHeader;
import io.github.camelgraphmail.mail.MimeEnvelope;
import io.github.camelgraphmail.mail.MimeMail;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses a mail's way from its sizes and features alone. */
public final class DeliveryPlanner {

    /**
     * The most a request to Graph may have, in bytes.
     *
     * @see <a href="https://learn.microsoft.com/graph/throttling-limits">Microsoft Graph service-specific limits</a>
     */
    static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    /** The most custom headers that Graph takes in JSON; seen at the service, not documented. */
    private static final int MAX_JSON_HEADERS = 5;

    /**
     * The most that an attachment may have.
     *
     * @see <a href="https://learn.microsoft.com/graph/outlook-large-attachments">Attach large files to Outlook messages</a>
     */
    private static final long MAX_ATTACHMENT_BYTES = 150L * 1024 * 1024;

    /** What marks a draft may take so much of its request. */
    private static final int MARK_BYTES = 1024;

    private static final String KEY = "idempotencyKey";

    private final MailJson json = new MailJson();
    private final MailMime mime = new MailMime();
    private final DeliveryMode mode;

    public DeliveryPlanner(DeliveryMode mode) {
        this.mode = mode;
    }

    /** The most that an attachment may have in a way that is open to it. */
    public long maxAttachmentBytes() {
        return mode == DeliveryMode.DIRECT ? MAX_REQUEST_BYTES : MAX_ATTACHMENT_BYTES;
    }

    /**
     * @param key makes the mail go by a draft, which can be asked for
     * @throws InvalidMailException when the mail can't go in a way that it may
     */
    public DeliveryPlan plan(OutgoingMail mail, Optional<IdempotencyKey> key) {
        if (key.isPresent()) {
            checkCanHaveKey(mail);
        }
        return mail instanceof ComposedMail composed ? plan(composed, key) : plan((MimeMail) mail, key);
    }

    private void checkCanHaveKey(OutgoingMail mail) {
        if (mode == DeliveryMode.DIRECT) {
            throw new InvalidMailException(
                    KEY,
                    "delivery=direct can't tell whether a mail has gone before.",
                    "Use delivery=auto or draft, which takes the permission Mail.ReadWrite; or leave the key out.");
        }
        if (mail.action() instanceof MailAction.Respond) {
            throw new InvalidMailException(
                    KEY,
                    "an answer to a message goes in one request, which can't tell whether it has gone before.",
                    "Use operation send or draft, or leave the key out.");
        }
        if (!mail.saveToSentItems()) {
            throw new InvalidMailException(
                    KEY,
                    "a mail that has gone is known again by its copy in Sent Items, and saveToSentItems is false.",
                    "Leave saveToSentItems at true, or leave the key out.");
        }
    }

    private DeliveryPlan plan(ComposedMail mail, Optional<IdempotencyKey> key) {
        Optional<String> reason = reasonForMime(mail);
        boolean asMime = reason.isPresent();
        boolean mayBeDraft = mode != DeliveryMode.DIRECT && !(mail.action() instanceof MailAction.Respond);
        if (mayBeDraft && (mode == DeliveryMode.DRAFT || key.isPresent())) {
            return byDraft(mail, reason, key);
        }
        long size = size(mail, asMime, MAX_REQUEST_BYTES);
        boolean fits = size <= MAX_REQUEST_BYTES;
        if (mayBeDraft && !fits) {
            return byDraft(mail, reason, key);
        }
        reason.ifPresent(why -> checkCanBeMime(mail, why));
        if (!fits) {
            throw tooLarge(mail, size);
        }
        return direct(mail, asMime);
    }

    private static Direct direct(ComposedMail mail, boolean asMime) {
        return asMime ? new DirectMime(mail) : new DirectJson(mail);
    }

    /** Its copy in Sent Items can be deleted afterwards, so that MIME takes it without one, too. */
    private ByDraft byDraft(ComposedMail mail, Optional<String> reasonForMime, Optional<IdempotencyKey> key) {
        ComposedMail message = mail.withoutAttachments();
        boolean asMime = reasonForMime.isPresent();
        if (asMime) {
            MimeEnvelope.check(message);
        }
        long size = size(message, asMime, MAX_REQUEST_BYTES - MARK_BYTES) + MARK_BYTES;
        if (size > MAX_REQUEST_BYTES) {
            throw tooLarge(message, size);
        }
        mail.attachments().stream()
                .filter(attachment -> attachment.source().size() > MAX_ATTACHMENT_BYTES)
                .findFirst()
                .ifPresent(largest -> {
                    throw new InvalidMailException(
                            "attachment '" + largest.name() + "'",
                            "has " + largest.source().size() + " bytes, and Graph takes " + MAX_ATTACHMENT_BYTES + ".",
                            "Send a link to it.");
                });
        return new ByDraft(mail, direct(message, asMime), mail.attachments(), mark(mail, key));
    }

    private static Optional<String> mark(OutgoingMail mail, Optional<IdempotencyKey> key) {
        return key.map(given -> given.mark(mail.action()));
    }

    private DeliveryPlan plan(MimeMail mail, Optional<IdempotencyKey> key) {
        long size = Base64Length.of(mail.content().size());
        if (size > MAX_REQUEST_BYTES) {
            throw new InvalidMailException(
                    "body",
                    "the MIME mail is too large: " + size + " bytes as a request, and Graph takes " + MAX_REQUEST_BYTES
                            + ".",
                    "One request to Graph holds about 3 MB of MIME.");
        }
        DirectMime message = new DirectMime(mail);
        boolean byDraft = mode == DeliveryMode.DRAFT || key.isPresent();
        return byDraft && !(mail.action() instanceof MailAction.Respond)
                ? new ByDraft(mail, message, List.of(), mark(mail, key))
                : message;
    }

    private static Optional<String> reasonForMime(ComposedMail mail) {
        if (mail.plainAlternative().isPresent()) {
            return Optional.of("an alternative body");
        }
        if (!mail.body().isText() && !mail.body().isHtml()) {
            return Optional.of("a body of type " + mail.body().mediaType());
        }
        if (mail.headers().size() > MAX_JSON_HEADERS) {
            return Optional.of("more than " + MAX_JSON_HEADERS + " headers");
        }
        return mail.headers().stream()
                .filter(header -> !header.isCustom())
                .findFirst()
                .map(MailHeader::name)
                .map(name -> "header " + name);
    }

    private static void checkCanBeMime(ComposedMail mail, String reason) {
        if (!mail.saveToSentItems()) {
            throw new InvalidMailException(
                    "saveToSentItems",
                    reason + " makes the mail travel as MIME, and Graph keeps a copy of every MIME mail.",
                    "Leave saveToSentItems at true, or leave out what Graph's JSON has no place for.");
        }
        if (mail.action() instanceof MailAction.Respond) {
            throw new InvalidMailException(
                    "operation",
                    reason + " makes the mail travel as MIME, which an answer to a message can't.",
                    "Use operation send or draft, or leave out what Graph's JSON has no place for.");
        }
        MimeEnvelope.check(mail);
    }

    /** To the byte where that matters: what is within the limit may be given as more, within the limit. */
    private long size(ComposedMail mail, boolean asMime, int limit) {
        long attachments = 0;
        for (MailAttachment attachment : mail.attachments()) {
            attachments += Base64Length.of(attachment.source().size());
        }
        if (attachments > MAX_REQUEST_BYTES) {
            return attachments;
        }
        if (!asMime) {
            long most = json.mostWithoutContents(mail) + attachments;
            if (most <= limit) {
                return most;
            }
            return json.sizeWithoutContents(mail) + attachments;
        }
        try {
            return Base64Length.of(mime.size(mail));
        } catch (IOException e) {
            throw new InvalidMailException(
                    "attachment",
                    "can't be read (" + e.getMessage() + ").",
                    "Check that the file is there and no longer written to.",
                    e);
        }
    }

    private static InvalidMailException tooLarge(ComposedMail mail, long size) {
        String hint =
                "One request to Graph holds attachments of about 3 MB together. Send less, or a link; or let larger mails"
                        + " go by a draft (delivery=auto, operations send and draft).";
        return mail.attachments().stream()
                .max(Comparator.comparingLong(attachment -> attachment.source().size()))
                .map(largest ->
                        new InvalidMailException("attachment '" + largest.name() + "'", tooLarge(largest, size), hint))
                .orElseGet(() -> new InvalidMailException(
                        "body",
                        "the mail is too large: " + size + " bytes as a request, and Graph takes " + MAX_REQUEST_BYTES
                                + ".",
                        "Shorten it, or attach it as a file."));
    }

    private static String tooLarge(MailAttachment largest, long size) {
        return "the mail is too large: " + size + " bytes as a request, of which this attachment has "
                + Base64Length.of(largest.source().size()) + "; Graph takes " + MAX_REQUEST_BYTES + ".";
    }
}
