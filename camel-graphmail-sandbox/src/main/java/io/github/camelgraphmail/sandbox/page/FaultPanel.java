package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.FaultPlan;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.PlannedFault;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.settings.Durations;
import io.github.camelgraphmail.sandbox.settings.FaultSettings;
import io.github.camelgraphmail.sandbox.settings.Names;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The faults that are to be played, and a form to plan more. */
public final class FaultPanel {

    private final SandboxState state;

    FaultPanel(SandboxState state) {
        this.state = state;
    }

    /** A kind of fault, ready to be chosen. */
    public record Kind(String name, String description, String length, List<String> moments) {}

    /** A fault that is to be played, in words. */
    public record Planned(String id, String name, String what, String often, long played) {}

    void mount(Router router, PageWriter writer) {
        new Panel(router, writer, "/faults", "panels/faults.ftlh", this::model)
                .part("/planned", "panels/faults-planned.ftlh")
                .on("/plan", this::plan)
                .on("/clear", form -> state.mailboxes().faults().clear())
                .on("/:id/remove", form -> state.mailboxes().faults().remove(form.named("id")));
    }

    private void plan(PanelForm form) {
        boolean atRate = form.field("often").orElse("times").equals("rate");
        state.mailboxes()
                .faults()
                .plan(new FaultSettings(
                                form.required("fault"),
                                form.field("moment").orElse(null),
                                form.fields("operations"),
                                form.field("mailbox").orElse(null),
                                form.field("length").map(Durations::parse).orElse(null),
                                atRate ? null : number(form),
                                atRate ? percent(form) / 100 : null)
                        .plan());
    }

    private static int number(PanelForm form) {
        String times = form.field("times").orElse("1");
        try {
            return Integer.parseInt(times);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("times: " + times + " is no number, such as 3");
        }
    }

    private static double percent(PanelForm form) {
        String percent = form.required("percent");
        try {
            return Double.parseDouble(percent);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("percent: " + percent + " is no number, such as 10");
        }
    }

    private Map<String, Object> model() {
        return Map.of(
                "kinds",
                Arrays.stream(FaultKind.values())
                        .map(kind -> new Kind(
                                kind.kindName(),
                                kind.description(),
                                kind.length()
                                        .map(length -> length.toSeconds() + "s")
                                        .orElse(""),
                                kind.moments().stream().map(Names::of).toList()))
                        .toList(),
                "operations",
                Arrays.stream(Fault.Operation.values()).map(Names::of).toList(),
                "mailboxes",
                state.users().all().stream().map(Mailbox::address).toList(),
                "planned",
                state.mailboxes().faults().planned().stream()
                        .map(FaultPanel::planned)
                        .toList());
    }

    private static Planned planned(PlannedFault fault) {
        FaultPlan plan = fault.plan();
        boolean everywhere = plan.operations().size() == Fault.Operation.values().length;
        String operations = everywhere
                ? "any request"
                : plan.operations().stream().sorted().map(Names::of).collect(Collectors.joining(", "));
        String moment = plan.moment() == Fault.Moment.BEFORE ? "before it is carried out" : "after it was carried out";
        return new Planned(
                fault.id(),
                plan.name(),
                operations + " of " + plan.mailbox().orElse("every mailbox") + ", " + moment,
                often(fault),
                fault.played());
    }

    private static String often(PlannedFault fault) {
        if (fault.plan().recurrence() instanceof FaultPlan.Recurrence.Times limited) {
            long left = limited.times() - fault.played();
            return left == 1 ? "once more" : left + " times more";
        }
        double rate = ((FaultPlan.Recurrence.Rate) fault.plan().recurrence()).rate();
        return rate == 1 ? "always" : Math.round(rate * 100) + " % of them";
    }
}
