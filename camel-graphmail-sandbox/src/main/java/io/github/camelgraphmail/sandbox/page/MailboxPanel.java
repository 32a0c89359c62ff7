package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.settings.MailboxSettings;
import io.github.camelgraphmail.sandbox.settings.Names;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mailboxes there are and what state they are in. */
public final class MailboxPanel {

    private final SandboxState state;

    MailboxPanel(SandboxState state) {
        this.state = state;
    }

    /**
     * A mailbox, ready to be shown.
     *
     * @param sent how many of the mails that are kept went out from it
     */
    public record Row(
            Person person, String state, List<String> aliases, String objectId, long sent, int drafts, int sentItems) {}

    /**
     * A state that a mailbox can be in.
     *
     * @param answer what a client gets that wants to send from it
     */
    public record StateChoice(String name, String answer) {}

    void mount(Router router, PageWriter writer) {
        new Panel(router, writer, "/mailboxes", "panels/mailboxes.ftlh", this::model)
                .on("/add", this::add)
                .on("/:address/state", form -> state.users()
                        .update(form.named("address"), mailbox -> new MailboxSettings(
                                        null, null, form.required("state"), null)
                                .changed(mailbox)))
                .on("/:address/remove", form -> state.users().remove(form.named("address")));
    }

    private void add(PanelForm form) {
        Mailbox mailbox = new MailboxSettings(
                        form.required("address"), form.field("displayName").orElse(null), null, null)
                .mailbox();
        if (state.users().find(mailbox.address()).isPresent()) {
            throw new IllegalArgumentException("address: " + mailbox.address() + " is there already");
        }
        state.users().put(mailbox);
    }

    private Map<String, Object> model() {
        Map<String, Long> sent = state.mailboxes().accepted().all().stream()
                .map(AcceptedMail::mailbox)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return Map.of(
                "mailboxes",
                state.users().all().stream()
                        .map(mailbox -> row(mailbox, sent.getOrDefault(mailbox.address(), 0L)))
                        .toList(),
                "states",
                Arrays.stream(Mailbox.State.values())
                        .map(one -> new StateChoice(Names.of(one), answer(one)))
                        .toList());
    }

    private Row row(Mailbox mailbox, long sent) {
        return new Row(
                Person.of(new MailboxAddress(mailbox.displayName(), mailbox.address())),
                Names.of(mailbox.state()),
                mailbox.aliases().stream().sorted().toList(),
                mailbox.objectId(),
                sent,
                state.mailboxes()
                        .items()
                        .in(mailbox.address(), MailItem.Folder.DRAFTS)
                        .size(),
                state.mailboxes()
                        .items()
                        .in(mailbox.address(), MailItem.Folder.SENT_ITEMS)
                        .size());
    }

    private static String answer(Mailbox.State state) {
        return switch (state) {
            case ACTIVE -> "sends";
            case UNLICENSED, ON_PREMISES -> "404 MailboxNotEnabledForRESTAPI";
            case DISABLED -> "403 ErrorAccountDisabled";
        };
    }
}
