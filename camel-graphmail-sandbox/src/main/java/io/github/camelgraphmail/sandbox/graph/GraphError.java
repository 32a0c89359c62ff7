package io.github.camelgraphmail.sandbox.graph;

/**
 * A refusal in Graph's form. Codes are documented or reported from the real service; messages are as people quote them.
 *
 * @param status the HTTP status
 * @param code the error's code, which clients may rely on
 * @param message the error's text, which they may not
 */
public record GraphError(int status, String code, String message) {

    /** The service's limit for any request that writes, in bytes. */
    public static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    public static GraphError tokenMissing() {
        return new GraphError(401, "InvalidAuthenticationToken", "Access token is empty.");
    }

    public static GraphError tokenInvalid(String why) {
        return new GraphError(401, "InvalidAuthenticationToken", why);
    }

    /** The code that Graph answers is not documented; clients go by the status and the challenge beside it. */
    public static GraphError tokenRevoked() {
        return new GraphError(
                401,
                "InvalidAuthenticationToken",
                "Continuous access evaluation resulted in challenge with result: InteractionRequired and code:"
                        + " TokenIssuedBeforeRevocationTimestamp");
    }

    public static GraphError tooManyConcurrent() {
        return new GraphError(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
    }

    public static GraphError sentMessageUnchangeable() {
        return new GraphError(
                400,
                "ErrorInvalidPropertyUpdateSentMessage",
                "Update operation is invalid for property of a sent message.");
    }

    static GraphError attachmentTooSmallForSession() {
        return new GraphError(
                400,
                "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
                "The attachment size should not be less than the minimum size.");
    }

    static GraphError accessDenied() {
        return new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    /** The text by which people tell a policy from a missing permission. */
    static GraphError blockedByPolicy() {
        return new GraphError(
                403,
                "ErrorAccessDenied",
                "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.");
    }

    static GraphError accountDisabled() {
        return new GraphError(
                403, "ErrorAccountDisabled", "The account of the mailbox is disabled. Contact your administrator.");
    }

    static GraphError mailboxNotEnabled() {
        return new GraphError(
                404,
                "MailboxNotEnabledForRESTAPI",
                "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }

    static GraphError sendAsDenied() {
        return new GraphError(
                403,
                "ErrorSendAsDenied",
                "The user account which was used to submit this request does not have the right to send mail on behalf of"
                        + " the specified sending account., Cannot submit message.");
    }

    static GraphError unknownUser(String user) {
        return new GraphError(404, "ErrorInvalidUser", "The requested user '" + user + "' is invalid.");
    }

    static GraphError noRecipients() {
        return new GraphError(
                400,
                "ErrorInvalidRecipients",
                "At least one recipient is not valid., A message can't be sent because it contains no recipients.");
    }

    static GraphError unresolvedRecipient(String address) {
        return new GraphError(
                400,
                "ErrorInvalidRecipients",
                "At least one recipient is not valid., Recipient '" + address
                        + "' is not resolved. All recipients must be resolved before a message can be submitted.");
    }

    static GraphError tooManyRecipients(int count) {
        return new GraphError(
                400,
                "ErrorInvalidRecipients",
                "At least one recipient is not valid., The message has " + count
                        + " recipients and exceeds the maximum number allowed.");
    }

    static GraphError headerName(String name) {
        return new GraphError(
                400,
                "InvalidInternetMessageHeader",
                "The internet message header name '" + name + "' should start with 'x-' or 'X-'.");
    }

    static GraphError headerCount() {
        return new GraphError(
                400,
                "InvalidInternetMessageHeaderCollection",
                "Maximum number of headers in one message should be less than or equal to 5.");
    }

    static GraphError attachmentTooLarge() {
        return new GraphError(
                413,
                "ErrorAttachmentSizeLimitExceeded",
                "The attachment size exceeds the maximum allowed for this request.");
    }

    public static GraphError invalidRequest(String why) {
        return new GraphError(400, "ErrorInvalidRequest", why);
    }

    public static GraphError badRequest(String why) {
        return new GraphError(400, "BadRequest", why);
    }

    public static GraphError notDelegated() {
        return badRequest("/me request is only valid with delegated authentication flow.");
    }

    public static GraphError insufficientPrivileges() {
        return new GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    public static GraphError resourceNotFound(String id) {
        return new GraphError(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }

    public static GraphError itemNotFound() {
        return new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
    }

    public static GraphError mimeNotBase64() {
        return new GraphError(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
    }

    public static GraphError mimeInvalid(String why) {
        return new GraphError(400, "ErrorMimeContentInvalid", why);
    }

    static GraphError attachmentNameMissing() {
        return new GraphError(
                400, "ErrorInvalidParameter", "The required property 'name' of an attachment is missing.");
    }

    public static GraphError requestBodyRead(String message) {
        return new GraphError(400, "RequestBodyRead", message);
    }

    public static GraphError undeserializable(String message) {
        return new GraphError(400, "UnableToDeserializePostBody", message);
    }

    public static GraphError unsupportedContentType(String contentType) {
        return new GraphError(
                415,
                "BadRequest",
                "The Content-Type '" + contentType + "' is not supported by this sandbox's sendMail.");
    }

    public static GraphError requestTooLarge() {
        return new GraphError(413, "BadRequest", "The maximum request length supported is 4MB.");
    }

    public static GraphError noSuchResource(String segment) {
        return new GraphError(400, "BadRequest", "Resource not found for the segment '" + segment + "'.");
    }

    public static GraphError internal() {
        return new GraphError(500, "InternalServerError", "The sandbox failed to handle the request; see its log.");
    }
}
