package io.github.camelgraphmail.examples.bus;

import io.github.camelgraphmail.examples.bus.input.CsvMails;
import io.github.camelgraphmail.examples.bus.input.DeadLetterAlarm;
import io.github.camelgraphmail.examples.bus.input.DroppedMail;
import io.github.camelgraphmail.examples.bus.input.FileIdentity;
import io.github.camelgraphmail.examples.bus.input.FolderInput;
import io.github.camelgraphmail.examples.bus.input.JsonJobs;
import io.github.camelgraphmail.examples.bus.input.NightlyReport;
import io.github.camelgraphmail.examples.bus.input.QueueInput;
import io.github.camelgraphmail.examples.bus.input.Templates;
import io.github.camelgraphmail.examples.bus.job.AttachmentFolder;
import io.github.camelgraphmail.examples.bus.job.ExchangeJobs;
import io.github.camelgraphmail.examples.bus.job.JobChecks;
import io.github.camelgraphmail.examples.bus.job.JobReader;
import io.github.camelgraphmail.examples.bus.outbox.Broker;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetterFiles;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetters;
import io.github.camelgraphmail.examples.bus.outbox.EmbeddedBroker;
import io.github.camelgraphmail.examples.bus.outbox.ExternalBroker;
import io.github.camelgraphmail.examples.bus.outbox.JobNews;
import io.github.camelgraphmail.examples.bus.outbox.ManagedDeadLetters;
import io.github.camelgraphmail.examples.bus.outbox.OutboxMessages;
import io.github.camelgraphmail.examples.bus.outbox.OutboxRoutes;
import io.github.camelgraphmail.examples.bus.outbox.SendingLedger;
import io.github.camelgraphmail.examples.bus.status.BusWindow;
import io.github.camelgraphmail.examples.bus.status.JobJournal;
import io.github.camelgraphmail.examples.folder.Filing;
import io.github.camelgraphmail.examples.folder.RestAfterFailure;
import io.github.camelgraphmail.examples.folder.SettledFiles;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.springframework.jms.connection.CachingConnectionFactory;

/** Puts the bus together: its broker, what routes in YAML and XML refer to, and the routes in Java. */
final class BusConfiguration implements CamelConfiguration {

    /** The inputs that read files. One node does at a time. */
    static final List<String> FILE_INPUTS = List.of("folder", "pickup", "csv");

    private static final int CACHED_SESSIONS = 16;

    private final Clock clock = Clock.systemUTC();

    @Override
    public void configure(CamelContext context) throws Exception {
        BusSettings settings = new BusSettings(context);
        Broker broker = broker(settings);
        ConnectionFactory connections = connect(context, broker);
        Files.writeString(
                Files.createDirectories(settings.folder("bus.data")).resolve("bus.pid"),
                String.valueOf(ProcessHandle.current().pid()));
        JobReader reader = new JobReader(
                settings.text("bus.sender"),
                settings.limits(),
                new AttachmentFolder(settings.optional("bus.attachments").map(Path::of)));
        OutboxMessages messages = new OutboxMessages(
                new ExchangeJobs(settings.text("bus.sender"), settings.limits()),
                reader,
                settings.outbox(),
                settings.retries(),
                clock);
        DeadLetterFiles copies = new DeadLetterFiles(
                settings.optional("bus.dead-letters").map(folder -> settings.folder("bus.dead-letters")), reader);
        DeadLetters letters = new DeadLetters(
                connections, settings.text("bus.queue.dead"), settings.text("bus.queue.jobs"), copies::remove);
        SendingLedger ledger = new SendingLedger(clock);
        JsonJobs jobs = new JsonJobs(reader);
        JobJournal journal = new JobJournal(clock);
        JobNews news = new JobNews(journal);

        Registry registry = context.getRegistry();
        registry.bind("jobs", jobs);
        bindFileInputs(registry, settings);
        bindReports(registry, settings, ledger, letters);
        context.addService(new ManagedDeadLetters(letters));
        List<String> outbox = settings.outbox().allOf(broker.queues());
        context.addLifecycleStrategy(new BusWindow(
                context, settings.window(outbox), broker.view(connections), letters::list, journal, clock));
        onOneNode(context, settings);
        context.addRoutes(new OutboxRoutes(messages, outbox, ledger, news, copies));
        context.addRoutes(new FolderInput());
        context.addRoutes(new QueueInput(messages, jobs, news));
    }

    private static ConnectionFactory connect(CamelContext context, Broker broker) {
        CachingConnectionFactory connections = new CachingConnectionFactory(broker.connections());
        connections.setSessionCacheSize(CACHED_SESSIONS);
        // Listeners keep their own.
        connections.setCacheConsumers(false);
        connections.setReconnectOnException(true);
        JmsComponent jms = JmsComponent.jmsComponent(connections);
        context.addComponent("jms", jms);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                connections.destroy();
                broker.close();
            }
        });
        return connections;
    }

    private static Broker broker(BusSettings settings) {
        String kind = settings.text("bus.broker");
        return switch (kind) {
            case "embedded" ->
                EmbeddedBroker.start(
                        settings.folder("bus.data").resolve("broker"),
                        settings.queues(),
                        settings.text("bus.queue.dead"),
                        settings.optional("bus.broker.listen")
                                .map(address -> new EmbeddedBroker.Listener(
                                        address,
                                        settings.text("bus.broker.user"),
                                        settings.text("bus.broker.password"),
                                        settings.text("bus.queue.jobs"))),
                        settings.number("bus.broker.max-disk-usage", 1));
            case "external" ->
                ExternalBroker.artemis(
                        settings.text("bus.broker.url"),
                        settings.text("bus.broker.user"),
                        settings.text("bus.broker.password"));
            default ->
                throw new IllegalArgumentException("bus.broker: '" + kind + "' is none. Write embedded or external.");
        };
    }

    private static void bindFileInputs(Registry registry, BusSettings settings) throws Exception {
        JobChecks checks = new JobChecks(settings.limits());
        Templates templates = new Templates();
        Duration settled = settings.duration("bus.files.settled");
        registry.bind("fileIdentity", new FileIdentity(checks));
        registry.bind("droppedMail", new DroppedMail(checks));
        registry.bind(
                "csvMails",
                new CsvMails(
                        settings.text("bus.csv.delimiter").charAt(0),
                        templates,
                        templates.html(settings.text("bus.csv.template"), settings.resource("bus.csv.template")),
                        templates.plain("bus.csv.subject", settings.text("bus.csv.subject"))));
        for (String input : FILE_INPUTS) {
            IdempotentRepository dealtWith = MemoryIdempotentRepository.memoryIdempotentRepository();
            registry.bind(input + "DealtWith", dealtWith);
            registry.bind(input + "Settled", new SettledFiles(settled));
            registry.bind(input + "Filing", new Filing(settings.folder("bus." + input), dealtWith));
        }
    }

    private static void bindReports(Registry registry, BusSettings settings, SendingLedger ledger, DeadLetters letters)
            throws Exception {
        Templates templates = new Templates();
        registry.bind(
                "nightlyReport",
                new NightlyReport(
                        ledger,
                        letters,
                        templates,
                        templates.html("report.ftlh", settings.resource("bus.report.template")),
                        ZoneId.systemDefault(),
                        settings.text("bus.node")));
        registry.bind("deadLetterAlarm", new DeadLetterAlarm(letters, "alarm"));
    }

    /** By a lock on the storage that the nodes share: it is where the files are, so that it is there whenever they are. */
    private static void onOneNode(CamelContext context, BusSettings settings) throws Exception {
        FileLockClusterService lock = new FileLockClusterService();
        lock.setRoot(settings.folder("bus.lock").toString());
        lock.setAcquireLockDelay(1, TimeUnit.MILLISECONDS);
        lock.setAcquireLockInterval(settings.duration("bus.lock.interval").toMillis(), TimeUnit.MILLISECONDS);
        context.addService(lock);
        RoutePolicy onOneNode = ClusteredRoutePolicy.forNamespace(lock, "file-inputs");
        Duration rest = settings.duration("bus.files.rest");
        context.addRoutePolicyFactory((owner, route, node) -> FILE_INPUTS.contains(route) ? onOneNode : null);
        context.addRoutePolicyFactory((owner, route, node) ->
                FILE_INPUTS.contains(route) ? new RestAfterFailure(rest, List.of(Exception.class)) : null);
    }
}
