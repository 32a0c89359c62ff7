package io.github.camelgraphmail.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a sandbox keeps its files: a directory it was given and leaves behind, or a temporary one of its own. */
final class DataDirectory {

    private final Path path;
    private final boolean temporary;

    private DataDirectory(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    static DataDirectory open(Optional<Path> given) throws IOException {
        return given.isPresent()
                ? new DataDirectory(Files.createDirectories(given.get()), false)
                : new DataDirectory(Files.createTempDirectory("graphmail-sandbox"), true);
    }

    Path path() {
        return path;
    }

    /** Closing twice is as closing once. */
    void close() throws IOException {
        if (!temporary || Files.notExists(path)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
