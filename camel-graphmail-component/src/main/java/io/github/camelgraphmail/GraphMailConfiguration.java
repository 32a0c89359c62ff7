package io.github.camelgraphmail;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The options of an endpoint as the user wrote them; a component's are where its endpoints start from. */
@UriParams
public class GraphMailConfiguration implements Cloneable {

    @UriPath
    @Metadata(required = true)
    private String sender;

    @UriParam
    private String to;

    @UriParam
    private String cc;

    @UriParam
    private String bcc;

    @UriParam
    private String replyTo;

    @UriParam
    private String subject;

    @UriParam
    private String from;

    @UriParam(defaultValue = "text/plain", enums = "text/plain,text/html,message/rfc822")
    private String contentType = "text/plain";

    @UriParam(defaultValue = "normal", enums = "low,normal,high")
    private String importance = "normal";

    @UriParam
    private boolean readReceipt;

    @UriParam
    private boolean deliveryReceipt;

    @UriParam
    private String categories;

    @UriParam(defaultValue = "true")
    private boolean saveToSentItems = true;

    @UriParam(defaultValue = "auto", enums = "auto,direct,draft", label = "delivery")
    private String delivery = "auto";

    @UriParam(label = "delivery")
    private String idempotencyKey;

    @UriParam(defaultValue = "fail", enums = "fail,resend", label = "delivery")
    private String unknownOutcome = "fail";

    @UriParam(defaultValue = "4", label = "delivery")
    private int maxConcurrentPerMailbox = 4;

    @UriParam(defaultValue = "1000", label = "delivery")
    private int maxPendingPerMailbox = 1000;

    @UriParam(defaultValue = "5m", label = "delivery", javaType = "java.time.Duration")
    private long retryTimeout = 5 * 60 * 1000L;

    @UriParam(defaultValue = "10s", label = "delivery", javaType = "java.time.Duration")
    private long connectTimeout = 10 * 1000L;

    @UriParam(defaultValue = "60s", label = "delivery", javaType = "java.time.Duration")
    private long requestTimeout = 60 * 1000L;

    @UriParam(label = "security")
    private String allowedSenders;

    @UriParam(defaultValue = "*", label = "security")
    private String allowedRecipients = "*";

    @UriParam(label = "security")
    private String redirectTo;

    @UriParam(label = "security")
    private String forbiddenSender;

    @UriParam(label = "security")
    private String tenantId;

    @UriParam(label = "security")
    private String clientId;

    @UriParam(label = "security", secret = true)
    private String clientSecret;

    @UriParam(enums = "client-secret,client-certificate,workload-identity,managed-identity", label = "security")
    private String credentialType;

    @UriParam(label = "security")
    private String clientSecretFile;

    @UriParam(label = "security")
    @Metadata(supportFileReference = true)
    private String clientCertificate;

    @UriParam(label = "security", secret = true)
    private String privateKeyPassword;

    @UriParam(label = "security")
    private String federatedTokenFile;

    @UriParam(label = "security")
    private String managedIdentityClientId;

    @UriParam(label = "security,advanced")
    private AccessTokenProvider accessTokenProvider;

    @UriParam(defaultValue = "global", enums = "global,us-gov,us-gov-dod,china", label = "security")
    private String cloud = "global";

    @UriParam(label = "security,advanced")
    private String authorityHost;

    @UriParam(label = "security,advanced")
    private String graphEndpoint;

    @UriParam(label = "security")
    private SSLContextParameters sslContextParameters;

    @UriParam(label = "proxy")
    private String proxyHost;

    @UriParam(label = "proxy")
    private Integer proxyPort;

    @UriParam(label = "proxy")
    private String proxyUsername;

    @UriParam(label = "proxy", secret = true)
    private String proxyPassword;

    @UriParam(defaultValue = "send", enums = "send,draft,reply,replyAll,forward")
    private String operation = "send";

    @UriParam
    private boolean attachBody;

    @UriParam
    private String text;

    @UriParam
    private boolean mailHeaders;

    @UriParam
    private boolean useInlineAttachments;

    @UriParam(label = "advanced")
    private HeaderFilterStrategy headerFilterStrategy;

    /** A copy to be changed without an effect on this one. */
    public GraphMailConfiguration copy() {
        try {
            return (GraphMailConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getSender() {
        return sender;
    }

    /** The mailbox that sends: user principal name, SMTP address or object id. */
    public void setSender(String sender) {
        this.sender = sender;
    }

    public String getTo() {
        return to;
    }

    /**
     * Recipients: mailboxes as RFC 5322 has them, with a comma or semicolon between them.
     */
    public void setTo(String to) {
        this.to = to;
    }

    public String getCc() {
        return cc;
    }

    /** Recipients of a copy. */
    public void setCc(String cc) {
        this.cc = cc;
    }

    public String getBcc() {
        return bcc;
    }

    /** Recipients of a copy whom the others do not see. */
    public void setBcc(String bcc) {
        this.bcc = bcc;
    }

    public String getReplyTo() {
        return replyTo;
    }

    /** Who answers go to, when it is not the sender. */
    public void setReplyTo(String replyTo) {
        this.replyTo = replyTo;
    }

    public String getSubject() {
        return subject;
    }

    /** The subject. */
    public void setSubject(String subject) {
        this.subject = subject;
    }

    public String getFrom() {
        return from;
    }

    /**
     * Another From address than the sender's. The sender's mailbox needs Send As or Send on Behalf for it in Exchange.
     */
    public void setFrom(String from) {
        this.from = from;
    }

    public String getContentType() {
        return contentType;
    }

    /** What the message body is: text/plain, text/html, or message/rfc822 for a whole MIME mail that is sent as it is. */
    public void setContentType(String contentType) {
        this.contentType = contentType;
    }

    public String getImportance() {
        return importance;
    }

    /** How important the mail is. */
    public void setImportance(String importance) {
        this.importance = importance;
    }

    public boolean isReadReceipt() {
        return readReceipt;
    }

    /** Whether the reader is asked to confirm that the mail was read. */
    public void setReadReceipt(boolean readReceipt) {
        this.readReceipt = readReceipt;
    }

    public boolean isDeliveryReceipt() {
        return deliveryReceipt;
    }

    /** Whether the recipients' servers are asked to confirm that the mail arrived. */
    public void setDeliveryReceipt(boolean deliveryReceipt) {
        this.deliveryReceipt = deliveryReceipt;
    }

    public String getCategories() {
        return categories;
    }

    /** Outlook categories, with commas between them. They show in the sender's copy. */
    public void setCategories(String categories) {
        this.categories = categories;
    }

    public boolean isSaveToSentItems() {
        return saveToSentItems;
    }

    /** Whether the sender's mailbox keeps a copy in Sent Items. */
    public void setSaveToSentItems(boolean saveToSentItems) {
        this.saveToSentItems = saveToSentItems;
    }

    public String getDelivery() {
        return delivery;
    }

    /**
     * The way a mail takes. direct: one request, which needs the permission Mail.Send alone and holds about 3 MB. draft: a draft
     * that is created, given its attachments of up to 150 MB each, and sent, which needs Mail.ReadWrite and can tell after a lost
     * answer whether the mail went out. auto: direct where the mail fits, otherwise draft.
     */
    public void setDelivery(String delivery) {
        this.delivery = delivery;
    }

    public String getIdempotencyKey() {
        return idempotencyKey;
    }

    /**
     * Names each mail, in Camel's simple language, such as ${header.orderId}: a mail with the same key is sent once, across
     * retries, redelivery and restarts. It makes mails go by a draft.
     */
    public void setIdempotencyKey(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    public String getUnknownOutcome() {
        return unknownOutcome;
    }

    /**
     * What to do when the answer to a send is lost or is one after which the mail may have been sent all the same (408, 5xx):
     * fail with DeliveryUnknownException, or resend and accept a possible duplicate.
     */
    public void setUnknownOutcome(String unknownOutcome) {
        this.unknownOutcome = unknownOutcome;
    }

    public int getMaxConcurrentPerMailbox() {
        return maxConcurrentPerMailbox;
    }

    /**
     * Requests in flight per sending mailbox, over all endpoints of a component. Outlook refuses more than four.
     */
    public void setMaxConcurrentPerMailbox(int maxConcurrentPerMailbox) {
        this.maxConcurrentPerMailbox = maxConcurrentPerMailbox;
    }

    public int getMaxPendingPerMailbox() {
        return maxPendingPerMailbox;
    }

    /**
     * Mails waiting for a sending mailbox, over all endpoints of a component. Whoever brings one more is held back until there
     * is room.
     */
    public void setMaxPendingPerMailbox(int maxPendingPerMailbox) {
        this.maxPendingPerMailbox = maxPendingPerMailbox;
    }

    public long getRetryTimeout() {
        return retryTimeout;
    }

    /**
     * How long failures that are known to have sent nothing are repeated. What Graph asks for in Retry-After is kept to.
     */
    public void setRetryTimeout(long retryTimeout) {
        this.retryTimeout = retryTimeout;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long connecting to Entra or Graph may take. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /** How long Entra or Graph may take to answer. */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public String getAllowedSenders() {
        return allowedSenders;
    }

    /**
     * Patterns of the mailboxes that may send, with commas between them: a whole address, or a star for everything before
     * the at sign. What header CamelGraphMailSender chooses has to match one, and so has a From address other than the sender
     * and option from. The endpoint's sender alone when this is not set. An endpoint can only narrow what the component allows.
     */
    public void setAllowedSenders(String allowedSenders) {
        this.allowedSenders = allowedSenders;
    }

    public String getAllowedRecipients() {
        return allowedRecipients;
    }

    /**
     * Patterns of the addresses that mails may go to, with commas between them: a whole address, a star for everything
     * before the at sign, or a star for any. Anything else is refused before it leaves. An endpoint can only narrow what the
     * component allows.
     */
    public void setAllowedRecipients(String allowedRecipients) {
        this.allowedRecipients = allowedRecipients;
    }

    public String getRedirectTo() {
        return redirectTo;
    }

    /**
     * For staging: every mail goes to these mailboxes instead of its recipients, who stand in its header
     * x-graphmail-redirected-from. An endpoint can't change what the component says.
     */
    public void setRedirectTo(String redirectTo) {
        this.redirectTo = redirectTo;
    }

    public String getForbiddenSender() {
        return forbiddenSender;
    }

    /**
     * A mailbox that the app must not be able to send as, such as a director's. No mail is written as it, and the health checks
     * of producers look from time to time, without sending anything, whether Exchange blocks it and does not block the endpoint's
     * sender.
     */
    public void setForbiddenSender(String forbiddenSender) {
        this.forbiddenSender = forbiddenSender;
    }

    public String getTenantId() {
        return tenantId;
    }

    /** The tenant in which the app is registered: its directory (tenant) id, or one of its domains. */
    public void setTenantId(String tenantId) {
        this.tenantId = tenantId;
    }

    public String getClientId() {
        return clientId;
    }

    /** The application (client) id of the app registration. */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /**
     * The value of a client secret of the app registration. A placeholder for a function, such as a vault's, in the component's
     * properties is resolved again for each sign-in.
     */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getCredentialType() {
        return credentialType;
    }

    /**
     * What to sign in with. Found out from what is set; to be set where two would do.
     */
    public void setCredentialType(String credentialType) {
        this.credentialType = credentialType;
    }

    public String getClientSecretFile() {
        return clientSecretFile;
    }

    /**
     * A file with the client secret. It is read again when it changes, so that the secret can be rotated without a restart.
     */
    public void setClientSecretFile(String clientSecretFile) {
        this.clientSecretFile = clientSecretFile;
    }

    public String getClientCertificate() {
        return clientCertificate;
    }

    /**
     * A certificate with its RSA key to sign in with, as a Camel resource such as file:/etc/erp.pem: PEM (the chain and the key) or PKCS12.
     * It is read again when it changes.
     */
    public void setClientCertificate(String clientCertificate) {
        this.clientCertificate = clientCertificate;
    }

    public String getPrivateKeyPassword() {
        return privateKeyPassword;
    }

    /**
     * The password of the PKCS12 file or of the encrypted PEM key in clientCertificate.
     */
    public void setPrivateKeyPassword(String privateKeyPassword) {
        this.privateKeyPassword = privateKeyPassword;
    }

    public String getFederatedTokenFile() {
        return federatedTokenFile;
    }

    /**
     * The file with the workload's token, of which the app registration has a federated credential. What the environment variable
     * AZURE_FEDERATED_TOKEN_FILE names when this is not set.
     */
    public void setFederatedTokenFile(String federatedTokenFile) {
        this.federatedTokenFile = federatedTokenFile;
    }

    public String getManagedIdentityClientId() {
        return managedIdentityClientId;
    }

    /**
     * The client id of a user-assigned managed identity.
     */
    public void setManagedIdentityClientId(String managedIdentityClientId) {
        this.managedIdentityClientId = managedIdentityClientId;
    }

    public AccessTokenProvider getAccessTokenProvider() {
        return accessTokenProvider;
    }

    /**
     * A bean that gets access tokens in a way of its own, used instead of all other options of signing in. The only one in the
     * registry is used by itself where none of those is set.
     */
    public void setAccessTokenProvider(AccessTokenProvider accessTokenProvider) {
        this.accessTokenProvider = accessTokenProvider;
    }

    public String getCloud() {
        return cloud;
    }

    /** The cloud that the tenant is in. */
    public void setCloud(String cloud) {
        this.cloud = cloud;
    }

    public String getAuthorityHost() {
        return authorityHost;
    }

    /** Where Entra is, when it is not the cloud's: an https address (http for localhost alone). */
    public void setAuthorityHost(String authorityHost) {
        this.authorityHost = authorityHost;
    }

    public String getGraphEndpoint() {
        return graphEndpoint;
    }

    /** Where Graph is, when it is not the cloud's: an https address (http for localhost alone). */
    public void setGraphEndpoint(String graphEndpoint) {
        this.graphEndpoint = graphEndpoint;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** TLS settings for connections to Entra and Graph. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /**
     * The HTTP proxy through which Entra and Graph are reached. The proxy settings of the JVM are not looked at.
     */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    /**
     * The port of the proxy.
     */
    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    /**
     * With which user the proxy lets the application through, by the Basic or Digest scheme.
     */
    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    /**
     * The password of proxyUsername. It is read when the route starts.
     */
    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public String getOperation() {
        return operation;
    }

    /**
     * What to do: send the mail, leave it in Drafts, or respond to the message that header CamelGraphMailMessageId names.
     */
    public void setOperation(String operation) {
        this.operation = operation;
    }

    public boolean isAttachBody() {
        return attachBody;
    }

    /**
     * Whether the message body becomes an attachment, named by header CamelFileName. The mail's text is then option text.
     */
    public void setAttachBody(boolean attachBody) {
        this.attachBody = attachBody;
    }

    public String getText() {
        return text;
    }

    /**
     * The mail's text when attachBody is on.
     */
    public void setText(String text) {
        this.text = text;
    }

    public boolean isMailHeaders() {
        return mailHeaders;
    }

    /**
     * Whether the headers that camel-mail honours (To, Subject, contentType and so on) are honoured too. Their names can
     * arrive from outside, so this is off by default.
     */
    public void setMailHeaders(boolean mailHeaders) {
        this.mailHeaders = mailHeaders;
    }

    public boolean isUseInlineAttachments() {
        return useInlineAttachments;
    }

    /**
     * Whether all attachments belong into the text, as for camel-mail.
     */
    public void setUseInlineAttachments(boolean useInlineAttachments) {
        this.useInlineAttachments = useInlineAttachments;
    }

    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    /**
     * With mailHeaders: which other headers become headers of the mail. All but Camel's own and those of tracing when this is
     * not set.
     */
    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }
}
