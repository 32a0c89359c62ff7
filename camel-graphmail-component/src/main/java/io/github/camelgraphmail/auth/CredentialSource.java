package io.github.camelgraphmail.auth;

import java.io.IOException;

/**
 * Where a secret, a key or an assertion stands. It is read for each sign-in, so what is put there in its stead takes
 * effect by itself. Two sources are equal when they are the same place. Safe for use by many threads.
 *
 * <p>The {@code toString} of one says which option names it and which place, and never what stands there.
 */
public interface CredentialSource {

    /**
     * What stands there now. It may take long: a vault may have to be asked.
     *
     * @throws IOException when it can't be read; the message says what and why
     */
    byte[] read() throws IOException;

    /**
     * Something that is equal to what it was before unless what stands there may have changed. Quick to find out; a source that
     * could only tell by reading always answers the same.
     */
    Object version();
}
