package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.LoadPlan.Kind;
import io.github.camelgraphmail.benchmarks.client.LoadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The same load by a route and by bare clients, in turns, so that a machine that is busy for a while is it for all. */
record Contest(Map<Kind, Median<LoadResult>> results, boolean overHttp2) {

    static Contest run(Lab lab, Lab.Load load) throws IOException, InterruptedException {
        Map<Kind, List<LoadResult>> results = new EnumMap<>(Kind.class);
        boolean overHttp2 = false;
        for (int round = 0; round < lab.rounds(); round++) {
            for (Kind kind : Kind.values()) {
                Lab.Run run = lab.run(kind, load);
                results.computeIfAbsent(kind, other -> new ArrayList<>()).add(run.client());
                overHttp2 |= kind == Kind.ROUTE && run.server().http2() > 0;
            }
        }
        Map<Kind, Median<LoadResult>> medians = new EnumMap<>(Kind.class);
        results.forEach((kind, all) -> medians.put(kind, new Median<>(all)));
        return new Contest(medians, overHttp2);
    }

    Median<LoadResult> route() {
        return results.get(Kind.ROUTE);
    }

    Median<LoadResult> bareHttp2() {
        return results.get(Kind.BARE_HTTP_2);
    }

    Median<LoadResult> bareHttp1() {
        return results.get(Kind.BARE_HTTP_1);
    }

    /** How the route's mails went. */
    List<String> notes() {
        return List.of("The route's mails went over " + (overHttp2 ? "HTTP/2." : "HTTP/1.1."));
    }
}
