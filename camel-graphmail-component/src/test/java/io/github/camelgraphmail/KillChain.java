package io.github.camelgraphmail;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One process after the other that sends mails with keys. All are killed but the last one; each sends what nobody has heard a
 * good end of, and something new.
 */
final class KillChain {

    /** More than a process comes to before it is killed. */
    private static final int KEYS_AT_A_TIME = 40;

    private static final int MOST_REPORTS_BEFORE_A_KILL = 6;
    private static final int LONGEST_WAIT_MILLIS = 200;

    private final GraphMailSandbox sandbox;
    private final String letter;
    private final Random random;

    private final Set<String> unfinished = new LinkedHashSet<>();
    private final List<Wreckage> wreckages = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int keys;

    /** @param letter what this chain's keys and mailboxes begin with */
    KillChain(GraphMailSandbox sandbox, String letter, Random random) {
        this.sandbox = sandbox;
        this.letter = letter;
        this.random = random;
    }

    /**
     * What a kill has left.
     *
     * @param drafts the drafts that stood there, by their immutable ids; the request to send one may still have been on its way
     * @param unheard the keys whose mails were sent without anybody having heard of it
     */
    record Wreckage(Set<String> drafts, Set<String> unheard) {}

    /**
     * What a chain came to.
     *
     * @param keys all that were sent
     * @param failures what ended in another way than well, or not at all in the last process
     */
    record Result(List<String> keys, List<Wreckage> wreckages, List<String> failures) {}

    Result run(int kills) throws IOException, InterruptedException {
        Process next = start();
        try {
            for (int kill = 0; kill < kills; kill++) {
                Process sender = next;
                while (unfinished.size() < KEYS_AT_A_TIME) {
                    unfinished.add(key(keys++));
                }
                BufferedReader output = go(sender);
                if (kill > 0) {
                    wreckages.add(wreckage());
                }
                // Is ready when this one is killed, and goes on at once.
                next = start();
                kill(sender, output);
            }
            BufferedReader output = go(next);
            wreckages.add(wreckage());
            output.lines().forEach(this::note);
        } finally {
            next.destroyForcibly();
        }
        unfinished.forEach(key -> failures.add(key + " has not ended"));
        return new Result(IntStream.range(0, keys).mapToObj(this::key).toList(), wreckages, failures);
    }

    /** All of the same length: what was printed in part is no key. */
    private String key(int number) {
        return letter + String.format("%05d", number);
    }

    private Process start() throws IOException {
        Stream<String> command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dorg.apache.camel.jmx.disabled=true",
                "-cp",
                System.getProperty("java.class.path"),
                KeySender.class.getName(),
                sandbox.http().toString(),
                sandbox.tenant().id(),
                sandbox.tenant().apps().get(0).clientId(),
                sandbox.tenant().apps().get(0).clientSecret());
        return new ProcessBuilder(command.toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Has a process send what is unfinished. Nothing is sent or deleted yet when this returns. */
    private BufferedReader go(Process sender) throws IOException {
        try (BufferedWriter input = sender.outputWriter()) {
            input.write(String.join(" ", unfinished) + "\n");
        }
        BufferedReader output = sender.inputReader();
        String line = output.readLine();
        // Loggers may print something before.
        while (line != null && !line.equals(KeySender.STARTED)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("A sender has ended before it began");
        }
        return output;
    }

    /** In the midst of sending: after some mails, and then at any moment. */
    private void kill(Process sender, BufferedReader output) throws IOException, InterruptedException {
        int reports = 1 + random.nextInt(MOST_REPORTS_BEFORE_A_KILL);
        while (reports > 0) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("A sender has ended before it was killed");
            }
            reports -= note(line) ? 1 : 0;
        }
        sender.waitFor(random.nextInt(LONGEST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
        // The process itself would close its output, with what was not read yet.
        sender.toHandle().destroyForcibly();
        sender.waitFor();
        // Also what was printed before the kill and not read yet.
        output.lines().forEach(this::note);
    }

    /** @return whether the line says that a mail has ended well */
    private boolean note(String line) {
        if (line.startsWith(KeySender.FAILED)) {
            failures.add(line);
        }
        return unfinished.remove(line);
    }

    private Wreckage wreckage() {
        Set<String> drafts = IntStream.range(0, KeySender.MAILBOXES)
                .mapToObj(this::key)
                .flatMap(key -> sandbox.drafts(KeySender.mailbox(key)).stream())
                .map(draft -> draft.immutableId())
                .collect(TreeSet::new, Set::add, Set::addAll);
        Set<String> unheard = new TreeSet<>();
        sandbox.mails().stream()
                .map(mail -> mail.subject())
                .filter(unfinished::contains)
                .forEach(unheard::add);
        return new Wreckage(drafts, unheard);
    }
}
