package io.github.camelgraphmail.examples.folder;

import java.io.File;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a file through when two looks at it found the same size and time, and enough time between them. What the file's time is
 * does not matter: a copied file may bring an old one along. Asked by one thread, the file consumer's.
 */
public final class SettledFiles implements GenericFileFilter<File> {

    private static final Logger LOG = LoggerFactory.getLogger(SettledFiles.class);
    private static final int MOST_FILES = 100_000;

    private final long settledNanos;
    private final Map<String, Look> looks = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Look> eldest) {
            return size() > MOST_FILES;
        }
    };

    /** @param settled how long a file must have stayed the same */
    public SettledFiles(Duration settled) {
        settledNanos = settled.toNanos();
    }

    /** Camel takes a backslash for a slash, and the file for another one that may be anywhere. */
    private void leaveAlone(String name) {
        if (looks.put(name, new Look(0, 0, 0)) == null) {
            LOG.warn("A file whose name has a backslash in it is left alone. Rename it: {}", name);
        }
    }

    private record Look(long length, long modified, long nanos) {}

    @Override
    public boolean accept(GenericFile<File> file) {
        if (file.isDirectory()) {
            return true;
        }
        if (file.getFile().getName().indexOf('\\') >= 0) {
            leaveAlone(file.getFile().getName());
            return false;
        }
        Look now = new Look(file.getFileLength(), file.getLastModified(), System.nanoTime());
        Look before = looks.get(file.getFileName());
        if (before == null || before.length() != now.length() || before.modified() != now.modified()) {
            looks.put(file.getFileName(), now);
            return false;
        }
        return now.nanos() - before.nanos() >= settledNanos;
    }
}
