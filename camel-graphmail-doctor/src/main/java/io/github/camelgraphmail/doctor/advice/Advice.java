package io.github.camelgraphmail.doctor.advice;

import java.util.Objects;

/**
 * What to do about something.
 *
 * @param text for people
 * @param shell what runs the commands
 * @param commands lines to be read and run one by one, empty for none
 */
public record Advice(String text, Shell shell, String commands) {

    /** Where commands are run. */
    public enum Shell {
        /** PowerShell with the modules Microsoft.Graph and ExchangeOnlineManagement, by an administrator. */
        POWERSHELL("powershell"),
        /** A shell on the application's machine. */
        SH("sh");

        private final String id;

        Shell(String id) {
            this.id = id;
        }

        /** For programs; it stays. */
        public String id() {
            return id;
        }
    }

    public Advice {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(shell, "shell");
        commands = commands.strip();
    }

    static Advice of(String text) {
        return new Advice(text, Shell.POWERSHELL, "");
    }
}
