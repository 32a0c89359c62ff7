package io.github.camelgraphmail.examples.bus.status;

/**
 * An input.
 *
 * @param route its id
 * @param takenSinceBegin how many jobs it has put into the outbox
 */
public record InputState(String route, Activity activity, long takenSinceBegin) {

    public enum Activity {

        /** It takes what comes. */
        RUNNING("running"),

        /** The outbox could not take what it had; it goes on in a while. */
        RESTING("rests for a while, since the outbox could not take what it had"),

        /** Another node reads what it would. */
        ELSEWHERE("another node has it"),

        /** It is switched off, or was stopped. */
        OFF("off");

        private final String words;

        Activity(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
