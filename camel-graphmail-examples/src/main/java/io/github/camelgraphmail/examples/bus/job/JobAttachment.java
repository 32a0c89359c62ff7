package io.github.camelgraphmail.examples.bus.job;

import java.util.Optional;

/**
 * A file that goes with a mail.
 *
 * @param contentType a media type; empty to be guessed from the name
 * @param contentId what {@code <img src="cid:...">} in the mail's HTML names; empty for a file that is not shown there
 * @param content its bytes, which nobody changes
 */
public record JobAttachment(String name, Optional<String> contentType, Optional<String> contentId, byte[] content) {}
