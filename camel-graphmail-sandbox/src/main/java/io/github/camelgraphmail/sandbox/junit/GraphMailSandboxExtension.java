package io.github.camelgraphmail.sandbox.junit;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.Faults;
import io.github.camelgraphmail.sandbox.core.MailboxDirectory;
import io.github.camelgraphmail.sandbox.core.SandboxClock;
import io.github.camelgraphmail.sandbox.core.access.AccessControl;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A sandbox for JUnit tests, on free ports. It starts once for a class and its nested classes, or once for all tests of a run,
 * and is as at its start before each test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final GraphMailSandboxExtension graph = GraphMailSandboxExtension.create();
 *
 * @Test
 * void sendsTheInvoice(Faults faults) {
 *     faults.plan(FaultKind.TIMED_OUT.plan(Moment.AFTER));
 *     shop.order();
 *     assertThat(graph.await("the invoice", mail -> mail.subject().startsWith("Invoice")).from()...
 * }
 * }</pre>
 *
 * <p>With {@code @ExtendWith(GraphMailSandboxExtension.class)} it is one for the class with
 * {@link SandboxConfiguration#defaults()}. Tests and life-cycle methods may take a {@link GraphMailSandbox} and its
 * {@link Faults}, {@link AccessControl}, {@link MailboxDirectory} and {@link SandboxClock} as parameters, where a class has one
 * sandbox. Tests that run at the same time need sandboxes of their own: a reset is for all who share one. JUnit 5.13 or later.
 */
public final class GraphMailSandboxExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final String SANDBOX = "sandbox";

    private static final Map<Class<?>, Function<GraphMailSandbox, Object>> PARAMETERS = Map.of(
            GraphMailSandbox.class, sandbox -> sandbox,
            Faults.class, GraphMailSandbox::faults,
            AccessControl.class, GraphMailSandbox::access,
            MailboxDirectory.class, GraphMailSandbox::mailboxes,
            SandboxClock.class, GraphMailSandbox::clock);

    private final SandboxConfiguration configuration;
    private final Scope scope;
    private volatile GraphMailSandbox sandbox;

    private enum Scope {
        CLASS,
        RUN
    }

    /** For {@code @ExtendWith}. */
    public GraphMailSandboxExtension() {
        this(SandboxConfiguration.defaults(), Scope.CLASS);
    }

    private GraphMailSandboxExtension(SandboxConfiguration configuration, Scope scope) {
        this.configuration = Objects.requireNonNull(configuration, "configuration");
        this.scope = scope;
    }

    /** One for the class. */
    public static GraphMailSandboxExtension create() {
        return new GraphMailSandboxExtension();
    }

    /** One for the class, set up otherwise. */
    public static GraphMailSandboxExtension create(SandboxConfiguration configuration) {
        return new GraphMailSandboxExtension(configuration, Scope.CLASS);
    }

    /** One for all tests of the run that have the same configuration. */
    public static GraphMailSandboxExtension shared(SandboxConfiguration configuration) {
        return new GraphMailSandboxExtension(configuration, Scope.RUN);
    }

    /**
     * The sandbox, from before the first test on.
     *
     * @throws IllegalStateException before that
     */
    public GraphMailSandbox sandbox() {
        GraphMailSandbox started = sandbox;
        if (started == null) {
            throw new IllegalStateException(
                    "The sandbox starts before all tests of a class: register the extension in a static field");
        }
        return started;
    }

    /** The mails accepted in this test, in the order of acceptance. */
    public List<AcceptedMail> mails() {
        return sandbox().mails();
    }

    /**
     * Waits ten seconds at most for a mail.
     *
     * @param description of the mail, for the message
     * @throws AssertionError when none comes, with what came instead
     */
    public AcceptedMail await(String description, Predicate<AcceptedMail> wanted) {
        return sandbox().await(description, wanted);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sandbox = started(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sandbox = started(context);
        sandbox.reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Function<GraphMailSandbox, Object> part =
                PARAMETERS.get(parameter.getParameter().getType());
        if (part == null) {
            throw new ParameterResolutionException("A sandbox has no " + parameter.getParameter());
        }
        return part.apply(started(context));
    }

    /** JUnit closes it with the class, or with the run. */
    private GraphMailSandbox started(ExtensionContext context) {
        ExtensionContext.Store store = scope == Scope.RUN
                ? context.getRoot().getStore(Namespace.create(GraphMailSandboxExtension.class, configuration))
                : context.getStore(Namespace.create(GraphMailSandboxExtension.class, this));
        return store.getOrComputeIfAbsent(
                SANDBOX, absent -> GraphMailSandbox.start(configuration), GraphMailSandbox.class);
    }
}
