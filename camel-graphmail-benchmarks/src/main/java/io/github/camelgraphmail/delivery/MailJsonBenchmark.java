package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.benchmarks.steps.SampleMails;
import io.github.camelgraphmail.http.RequestContent;
import io.github.camelgraphmail.mail.ComposedMail;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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

/** A mail as the JSON of its request. Here for the sake of a class that nobody else needs to see. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MailJsonBenchmark {

    @Param
    public SampleMails.Kind kind;

    private final MailJson json = new MailJson();
    private ComposedMail mail;

    @Setup
    public void prepare() {
        mail = (ComposedMail) new SampleMails().mail(kind);
    }

    @Benchmark
    public RequestContent write() throws IOException {
        return json.write(mail);
    }

    /** What planning asks for. */
    @Benchmark
    public long sizeWithoutContents() {
        return json.sizeWithoutContents(mail);
    }
}
