package io.github.camelgraphmail.mail;

import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * How far a mail is made as camel-mail makes it.
 *
 * @param headers whether the headers that camel-mail honours are honoured too; their names can arrive from outside
 * @param inlineAttachments whether every attachment belongs into the text
 * @param filter which of the other headers become headers of the mail
 */
public record CamelMailRules(boolean headers, boolean inlineAttachments, HeaderFilterStrategy filter) {}
