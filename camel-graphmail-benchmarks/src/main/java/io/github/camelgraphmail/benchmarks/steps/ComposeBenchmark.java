package io.github.camelgraphmail.benchmarks.steps;

import io.github.camelgraphmail.delivery.DeliveryMode;
import io.github.camelgraphmail.delivery.DeliveryPlan;
import io.github.camelgraphmail.delivery.DeliveryPlanner;
import io.github.camelgraphmail.mail.MailComposer;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The steps that a mail takes on the thread of its route. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ComposeBenchmark {

    @Param
    public SampleMails.Kind kind;

    private MailComposer composer;
    private DeliveryPlanner planner;
    private Exchange exchange;
    private OutgoingMail mail;

    @Setup
    public void prepare() {
        SampleMails mails = new SampleMails();
        composer = mails.composer();
        planner = new DeliveryPlanner(DeliveryMode.AUTO);
        exchange = mails.exchange(kind);
        mail = mails.mail(kind);
    }

    @Benchmark
    public OutgoingMail compose() {
        return composer.compose(exchange);
    }

    @Benchmark
    public DeliveryPlan plan() {
        return planner.plan(mail, Optional.empty());
    }
}
