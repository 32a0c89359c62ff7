package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.mail.ContentSource.FileContent;
import java.io.File;

/** Takes a file as content once it is known that it can be read. */
final class ReadableFile {

    private ReadableFile() {}

    /** @param field where the file comes from, for the error */
    static FileContent content(MailField field, File file) {
        if (!file.isFile() || !file.canRead()) {
            throw field.invalid("the file " + file + " can't be read.", "Check that it exists and who may read it.");
        }
        return new FileContent(file.toPath(), file.length());
    }
}
