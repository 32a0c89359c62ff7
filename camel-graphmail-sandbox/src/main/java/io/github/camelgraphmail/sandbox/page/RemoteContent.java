package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.MailBody;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What an HTML body refers to elsewhere.
 *
 * @param loads how many elements would have a browser ask another server, by which a sender learns that a mail was opened
 * @param links where its links lead to
 */
public record RemoteContent(int loads, List<Link> links) {

    static final RemoteContent NONE = new RemoteContent(0, List.of());

    private static final int MAX_LINKS = 50;
    private static final String LOADING =
            "[src^=http], [src^=//], [srcset], [background^=http], link[href], [poster^=http]";

    /** @param text what a reader sees of it */
    public record Link(String text, String target) {}

    static RemoteContent of(MailBody body) {
        if (!body.isHtml()) {
            return NONE;
        }
        Document page = Jsoup.parse(body.content());
        return new RemoteContent(
                page.select(LOADING).size()
                        + (int) styles(page).filter(RemoteContent::loads).count(),
                page.select("a[href^=http]").stream()
                        .limit(MAX_LINKS)
                        .map(RemoteContent::link)
                        .toList());
    }

    private static Stream<String> styles(Document page) {
        return Stream.concat(
                page.select("style").stream().map(Element::data),
                page.select("[style]").stream().map(element -> element.attr("style")));
    }

    private static boolean loads(String style) {
        return style.contains("url(") || style.contains("@import");
    }

    private static Link link(Element anchor) {
        return new Link(anchor.text(), anchor.attr("href"));
    }
}
