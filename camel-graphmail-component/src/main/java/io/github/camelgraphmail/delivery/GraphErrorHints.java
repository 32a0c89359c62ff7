package io.github.camelgraphmail.delivery;

import java.util.Map;

/** What to do about Graph's error codes. Codes may be relied on, messages may not, says Graph's documentation. */
final class GraphErrorHints {

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry(
                    "ErrorAccessDenied",
                    "Check that the app registration has the application permission Mail.Send with admin consent, and that its"
                            + " scope (RBAC for Applications or an application access policy) takes in this mailbox;"
                            + " changes there take up to two hours."),
            Map.entry(
                    "ErrorSendAsDenied",
                    "The mailbox may not use this From address: leave option from out, or grant the mailbox Send As or Send on"
                            + " Behalf for it in Exchange."),
            Map.entry(
                    "ErrorInvalidUser",
                    "Check the sender in the endpoint (graphmail:sender) or header CamelGraphMailSender: the tenant has no such"
                            + " user."),
            Map.entry(
                    "ResourceNotFound",
                    "Check the sender in the endpoint (graphmail:sender) or header CamelGraphMailSender: the tenant has no such"
                            + " user."),
            Map.entry(
                    "Request_ResourceNotFound",
                    "Check the sender in the endpoint (graphmail:sender) or header CamelGraphMailSender: the tenant has no such"
                            + " user."),
            Map.entry(
                    "MailboxNotEnabledForRESTAPI",
                    "The sender has no mailbox in Exchange Online: give it a licence, or send as a shared mailbox."),
            Map.entry(
                    "ErrorInvalidRecipients",
                    "Check to, cc and bcc: Graph takes at least one of their addresses for none."),
            Map.entry(
                    "ErrorMessageSizeExceeded",
                    "The mail is larger than the mailbox allows: send less, or have the limit raised in Exchange."),
            Map.entry(
                    "ErrorQuotaExceeded",
                    "The sender's mailbox is full: make room in it, or set saveToSentItems=false."),
            Map.entry(
                    "ErrorMessageSubmissionBlocked",
                    "Exchange blocks this mailbox from sending (a spam source, or over its daily limit): ask the tenant's"
                            + " administrator."),
            Map.entry(
                    "ErrorExceededMessageLimit",
                    "The mailbox is over its daily limit of recipients: spread the mails over time or over more mailboxes."));

    /** @param code null when the answer had none */
    String hint(int status, String code) {
        String known = code == null ? null : BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        return switch (status) {
            case 401 -> "Check that the token is one for Graph: options cloud, graphEndpoint and accessTokenProvider.";
            case 403 -> BY_CODE.get("ErrorAccessDenied");
            case 404 -> BY_CODE.get("ErrorInvalidUser");
            case 413 -> "The mail is too large for one request (4 MB): send less, or a link.";
            default -> "Sending the same mail again is useless; the code and the request id help Microsoft's support.";
        };
    }
}
