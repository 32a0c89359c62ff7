package io.github.camelgraphmail.sandbox.graph;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.Arrivals;
import io.github.camelgraphmail.sandbox.core.InternetMessageHeader;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailDelivery;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailStore;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.core.RequestIds;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.UploadSession;
import io.github.camelgraphmail.sandbox.core.access.AccessControl;
import io.github.camelgraphmail.sandbox.core.access.SendGrant;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules of sendMail, without HTTP: what makes a message one that can be sent, and from whom.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">user: sendMail</a>
 */
public final class SendMailService {

    /** The most recipients of one message (To, Cc and Bcc together). */
    private static final int MAX_RECIPIENTS = 500;

    /** The most custom headers of one message. */
    private static final int MAX_HEADERS = 5;

    /** A file attachment in a request has to be smaller; larger ones go by upload session. */
    private static final int ATTACHMENT_LIMIT_BYTES = 3 * 1024 * 1024;

    /**
     * An upload session has to be as large as this. Graph says 3 MB for both and not which; a gap between them would leave
     * files that go in no way, since as Base64 the largest inline ones no longer fit into a request.
     */
    private static final int SESSION_MINIMUM_BYTES = 3 * 1000 * 1000 + 100_000;

    private static final int UPLOAD_LIMIT_BYTES = 150 * 1024 * 1024;

    private final AccessControl access;
    private final MailStore store;
    private final Arrivals arrivals;
    private final Clock clock;

    public SendMailService(SandboxState state) {
        this.access = state.access();
        this.store = state.mailboxes().accepted();
        this.arrivals = state.arrivals();
        this.clock = state.clock();
    }

    /** Why this message can't be sent from the mailbox; empty when it can. Whose name it may bear comes first. */
    public Optional<GraphError> refusedMessage(Mailbox mailbox, MailMessage message) {
        return refusedFrom(mailbox, message).or(() -> refusedRecipients(message));
    }

    /** Why this message can't be taken as JSON, sent or not; empty when it can. */
    public Optional<GraphError> refusedAsJson(MailMessage message) {
        return refusedHeaders(message).or(() -> refusedAttachments(message));
    }

    /** Why this attachment can't be uploaded in ranges; empty when it can. */
    public Optional<GraphError> refusedUpload(UploadSession.Announced announced) {
        if (announced.size() < SESSION_MINIMUM_BYTES) {
            return Optional.of(GraphError.attachmentTooSmallForSession());
        }
        return announced.size() > UPLOAD_LIMIT_BYTES ? Optional.of(GraphError.attachmentTooLarge()) : Optional.empty();
    }

    /** A message as it goes out: one from an alias has the primary address instead. */
    public MailMessage asSent(Mailbox mailbox, MailMessage message) {
        return message.from()
                .filter(from -> mailbox.isAddressedBy(from.address()))
                .filter(from -> !from.address().equalsIgnoreCase(mailbox.address()))
                .map(alias -> message.withFrom(new MailboxAddress(alias.name(), mailbox.address())))
                .orElse(message);
    }

    /** Who has sent a message that was not refused, where it is from somebody else: shown beside it unless it may send as them. */
    public Optional<MailboxAddress> sender(Mailbox mailbox, MailMessage message) {
        return message.from()
                .filter(from -> !mailbox.isAddressedBy(from.address()))
                .flatMap(from -> access.effective()
                        .mayUseFrom(mailbox.address(), from.address())
                        .map(kind -> kind == SendGrant.Kind.SEND_AS
                                ? from
                                : new MailboxAddress(mailbox.displayName(), mailbox.address())));
    }

    /** Takes a message that was not refused. */
    public AcceptedMail accept(
            ServicePrincipal app,
            Mailbox mailbox,
            MailMessage message,
            boolean save,
            MailDelivery delivery,
            RequestIds ids,
            MailSource source) {
        AcceptedMail mail = store.add(id ->
                new AcceptedMail(id, clock.instant(), mailbox.address(), app, message, save, delivery, ids, source));
        arrivals.announce(mail);
        return mail;
    }

    private Optional<GraphError> refusedFrom(Mailbox mailbox, MailMessage message) {
        return message.from()
                .map(MailboxAddress::address)
                .filter(from -> !mailbox.isAddressedBy(from))
                .filter(from ->
                        access.effective().mayUseFrom(mailbox.address(), from).isEmpty())
                .map(another -> GraphError.sendAsDenied());
    }

    private static Optional<GraphError> refusedRecipients(MailMessage message) {
        int count = (int) message.recipients().count();
        if (count == 0) {
            return Optional.of(GraphError.noRecipients());
        }
        if (count > MAX_RECIPIENTS) {
            return Optional.of(GraphError.tooManyRecipients(count));
        }
        return message.recipients()
                .map(MailboxAddress::address)
                .filter(address -> !isAddress(address))
                .findFirst()
                .map(GraphError::unresolvedRecipient);
    }

    private static boolean isAddress(String address) {
        try {
            new InternetAddress(address, true).validate();
            return address.indexOf('@') > 0;
        } catch (AddressException malformed) {
            return false;
        }
    }

    private static Optional<GraphError> refusedHeaders(MailMessage message) {
        if (message.internetMessageHeaders().size() > MAX_HEADERS) {
            return Optional.of(GraphError.headerCount());
        }
        return message.internetMessageHeaders().stream()
                .map(InternetMessageHeader::name)
                .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("x-"))
                .findFirst()
                .map(GraphError::headerName);
    }

    private static Optional<GraphError> refusedAttachments(MailMessage message) {
        for (MailAttachment attachment : message.attachments()) {
            if (attachment.name().isBlank()) {
                return Optional.of(GraphError.attachmentNameMissing());
            }
            if (attachment.size() >= ATTACHMENT_LIMIT_BYTES) {
                return Optional.of(GraphError.attachmentTooLarge());
            }
        }
        return Optional.empty();
    }
}
