package io.github.camelgraphmail.mail;

import java.util.ArrayList;
import java.util.List;

/** Whom a mail goes to. */
public record Recipients(List<MailAddress> to, List<MailAddress> cc, List<MailAddress> bcc) {

    public static final Recipients NONE = new Recipients(List.of(), List.of(), List.of());

    public Recipients {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
    }

    /** To, Cc and Bcc together. */
    public List<MailAddress> all() {
        List<MailAddress> all = new ArrayList<>(count());
        all.addAll(to);
        all.addAll(cc);
        all.addAll(bcc);
        return all;
    }

    public int count() {
        return to.size() + cc.size() + bcc.size();
    }

    /** Without the addresses, which belong into no log. */
    @Override
    public String toString() {
        return count() + " recipients";
    }
}
