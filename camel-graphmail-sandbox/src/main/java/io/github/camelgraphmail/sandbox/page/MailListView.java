package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.MailSlice;
import io.github.camelgraphmail.sandbox.core.search.MailQuery;
import java.util.List;

/**
 * A page of the list, ready to be shown.
 *
 * @param first the place of its first mail among those found, from 1; 0 where there is none
 * @param page its number, from 1
 * @param newest the id of the newest mail in it, which says later what has come since; 0 where there is none
 */
public record MailListView(
        List<MailRow> rows,
        String query,
        boolean searching,
        List<String> problems,
        int first,
        int last,
        int found,
        int kept,
        int unread,
        int page,
        int pages,
        long newest) {

    static final int PAGE_SIZE = 50;

    static MailListView of(MailQuery query, MailSlice slice, long newestSeen) {
        int size = slice.mails().size();
        return new MailListView(
                slice.mails().stream().map(mail -> MailRow.of(mail, newestSeen)).toList(),
                query.written(),
                !query.isAll(),
                query.problems(),
                size == 0 ? 0 : slice.before() + 1,
                slice.before() + size,
                slice.found(),
                slice.kept(),
                slice.unread(),
                slice.before() / PAGE_SIZE + 1,
                Math.max(1, (slice.found() + PAGE_SIZE - 1) / PAGE_SIZE),
                slice.mails().stream().mapToLong(mail -> mail.mail().id()).max().orElse(0));
    }

    /** How many of its mails have come since the list was last asked for. */
    public long fresh() {
        return rows.stream().filter(MailRow::fresh).count();
    }
}
