package io.github.camelgraphmail.doctor.report;

import io.github.camelgraphmail.doctor.check.Status;
import java.nio.charset.Charset;

/** How a status is shown: as a sign, or as a word of ASCII where the terminal has no such signs. */
public enum Signs {
    UNICODE("✓", "✗", "?", "–"),
    ASCII("ok", "FAIL", "?", "-");

    private final String ok;
    private final String problem;
    private final String unknown;
    private final String skipped;

    Signs(String ok, String problem, String unknown, String skipped) {
        this.ok = ok;
        this.problem = problem;
        this.unknown = unknown;
        this.skipped = skipped;
    }

    /** Those that a character set has. */
    public static Signs in(Charset charset) {
        boolean shown =
                charset.canEncode() && charset.newEncoder().canEncode(UNICODE.ok + UNICODE.problem + UNICODE.skipped);
        return shown ? UNICODE : ASCII;
    }

    String of(Status status) {
        return switch (status) {
            case OK -> ok;
            case PROBLEM -> problem;
            case UNKNOWN -> unknown;
            case SKIPPED -> skipped;
        };
    }

    int width() {
        return Math.max(problem.length(), ok.length());
    }
}
