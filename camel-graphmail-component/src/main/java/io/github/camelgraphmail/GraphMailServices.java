package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.CertificateWatch;
import io.github.camelgraphmail.auth.SignIn;
import io.github.camelgraphmail.auth.TokenState;
import io.github.camelgraphmail.delivery.Delay;
import io.github.camelgraphmail.delivery.MailDelivery;
import io.github.camelgraphmail.delivery.MailTraffic;
import io.github.camelgraphmail.delivery.MailboxGate;
import io.github.camelgraphmail.delivery.MailboxRoom;
import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.delivery.RecentKeys;
import io.github.camelgraphmail.delivery.TrafficMeter;
import io.github.camelgraphmail.graph.GraphClient;
import io.github.camelgraphmail.http.HttpTransport;
import io.github.camelgraphmail.scope.Access;
import io.github.camelgraphmail.scope.MailboxProbe;
import io.github.camelgraphmail.scope.ProbePace;
import io.github.camelgraphmail.scope.ScopeWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * What the endpoints of a component share: threads, connections, access tokens and the gate. Endpoints that connect in
 * the same way have one HTTP client, endpoints that sign in as the same application one token.
 */
final class GraphMailServices implements AutoCloseable {

    private static final int SENDING_THREADS = 2;
    private static final int COMPLETION_THREADS = 2;
    private static final int BUSY_COMPLETION_THREADS = 8;

    /** For that long what follows after a mail may wait before there are more threads for it. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private static final long KEEP_ALIVE_SECONDS = 10;

    /** The size of a queue: Camel's default of 1000 would refuse, or run on the caller, what is more. */
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    /**
     * No queue, but another thread: what blocks one (a step of the route that waits for another mail, an Entra that does not
     * answer) must not keep the others from theirs.
     */
    private static final int HAND_OFF = 0;

    private final Pace pace;
    private final ExecutorServiceManager executors;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer;
    private final ExecutorService sending;
    private final ExecutorService completionThreads;
    private final CompletionThreads completions;
    private final ExecutorService signingIn;
    private final MailboxGate gate;
    private final MailboxRoom room = new MailboxRoom();
    private final MailTraffic traffic;
    private final Transports transports;
    private final SignIns signIns;
    private final ProducerHealth health;
    private final ProbePace probePace;
    private final ScopeWatches scopes;

    GraphMailServices(CamelContext context, ProducerHealth health, TrafficMeter meter, Pace pace, ProbePace probePace) {
        this.probePace = probePace;
        this.scopes = new ScopeWatches(health);
        this.pace = pace;
        this.health = health;
        this.executors = context.getExecutorServiceManager();
        this.timer = executors.newScheduledThreadPool(this, "GraphMailTimer", pool(1, 1, UNBOUNDED));
        Delay delay = (wait, task) -> timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        this.sending =
                executors.newThreadPool(this, "GraphMailSending", pool(SENDING_THREADS, SENDING_THREADS, UNBOUNDED));
        this.completionThreads =
                executors.newThreadPool(this, "GraphMailCompletion", pool(1, Integer.MAX_VALUE, HAND_OFF));
        this.completions =
                new CompletionThreads(completionThreads, COMPLETION_THREADS, BUSY_COMPLETION_THREADS, PATIENCE, delay);
        // One for each identity that is asking at the moment: an identity makes one request at a time.
        this.signingIn = executors.newThreadPool(this, "GraphMailSignIn", pool(1, Integer.MAX_VALUE, HAND_OFF));
        this.gate = new MailboxGate(delay, sending, meter);
        this.traffic = new MailTraffic(gate, room, new RecentKeys(clock, pace.settling(), sending), meter);
        this.transports = new Transports(context);
        this.signIns = new SignIns(transports, signingIn, timer, clock, health);
    }

    /**
     * Where the route goes on after a mail was sent or failed. When the component stops it is the thread that found out:
     * no exchange is left without an end.
     */
    Executor completions() {
        return completions;
    }

    private static ThreadPoolProfile pool(int threads, int maxThreads, int queue) {
        ThreadPoolProfile profile = new ThreadPoolProfile();
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(maxThreads);
        profile.setMaxQueueSize(queue);
        profile.setKeepAliveTime(KEEP_ALIVE_SECONDS);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(false);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    /** @param signIn what {@link #signIn} gave for the same settings */
    MailDelivery delivery(EndpointSettings settings, SignIn signIn) {
        GraphClient graph = new GraphClient(
                transports.get(settings.transport()),
                settings.graphEndpoint(),
                signIn.tokens(),
                settings.requestTimeout(),
                clock);
        return new MailDelivery(graph, traffic, sending, clock, settings.delivery(), pace);
    }

    /** How requests of these settings travel. */
    HttpTransport transport(EndpointSettings settings) {
        return transports.get(settings.transport());
    }

    /** How a producer of these settings signs in; to be given up when it stops. */
    SignIns.Use signIn(EndpointSettings settings) {
        return signIns.use(
                settings.identity(),
                settings.graphEndpoint() + "/.default",
                settings.transport(),
                settings.requestTimeout());
    }

    /**
     * Has a mailbox watched, whether the app can send as it.
     *
     * @param expected whether it should
     * @return gives it up; to be run once
     */
    Runnable watch(EndpointSettings settings, SignIn signIn, String mailbox, Access expected) {
        ScopeWatches.Key key = new ScopeWatches.Key(
                List.of(signIn, settings.graphEndpoint()), mailbox.toLowerCase(Locale.ROOT), expected);
        return scopes.use(
                key,
                () -> new ScopeWatch(
                        probe(settings, signIn), signIn.tokens(), mailbox, expected, probePace, timer, sending, clock));
    }

    /** @param signIn what {@link #signIn} gave for the same settings */
    MailboxProbe probe(EndpointSettings settings, SignIn signIn) {
        return new MailboxProbe(delivery(settings, signIn)::ask);
    }

    /** The mailboxes that have something to do at the moment. */
    List<GraphMailStatistics.Mailbox> mailboxes() {
        return traffic.loads().stream()
                .map(load -> new GraphMailStatistics.Mailbox(
                        load.mailbox(), load.waiting(), load.inFlight(), load.heldBack(), load.paused()))
                .sorted(Comparator.comparing(GraphMailStatistics.Mailbox::address))
                .toList();
    }

    /** The identities that producers use at the moment. */
    List<GraphMailStatistics.Identity> identities() {
        return signIns.used().stream().map(GraphMailServices::statistics).toList();
    }

    private static GraphMailStatistics.Identity statistics(SignIn signIn) {
        TokenState state = signIn.tokens().state();
        return new GraphMailStatistics.Identity(
                signIn.who(),
                state.tokenObtained(),
                state.tokenExpiry(),
                state.failingSince(),
                state.failure(),
                signIn.certificate().flatMap(CertificateWatch::expiry),
                signIn.certificate().flatMap(CertificateWatch::remainingDays));
    }

    /** Fails the mails that wait, since they were not sent, and ends the connections of those in flight. */
    @Override
    public void close() {
        scopes.close();
        health.close();
        room.close();
        gate.close();
        transports.close();
        completions.close();
        executors.shutdownNow(timer);
        executors.shutdown(signingIn);
        executors.shutdown(sending);
        executors.shutdownGraceful(completionThreads);
    }
}
