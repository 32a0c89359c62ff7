package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.report.Section;
import java.io.IOException;

/** Something to measure. */
public sealed interface Scenario permits SmallMails, SlowGraph, MailsWithFile, LargeUpload, ColdStart, JarSizes {

    Section measure(Lab lab) throws IOException, InterruptedException;
}
