package io.github.camelgraphmail.doctor.cli;

import java.io.Console;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out what character set standard output is read in. */
final class TerminalCharset {

    private TerminalCharset() {}

    static Charset find() {
        Optional<Charset> ofConsole = Optional.ofNullable(System.console()).map(Console::charset);
        // The first is there since Java 19, for output that does not go to a terminal too.
        return ofConsole.orElseGet(() -> Stream.of("stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElseGet(Charset::defaultCharset));
    }
}
