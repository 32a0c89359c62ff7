package io.github.camelgraphmail.sandbox.core;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a body says, without its markup. */
public final class MailText {

    /** Past it a body is no text that anybody reads or looks for. */
    private static final int MAX_MARKUP = 512 * 1024;

    private static final String BLOCKS = "p, div, tr, li, ul, ol, table, blockquote, pre, hr, h1, h2, h3, h4, h5, h6";

    private MailText() {}

    /** A text as it is, HTML as the text in it: a line for each line of the page, as far as markup tells. */
    public static String of(MailBody body) {
        return body.isHtml() ? ofHtml(body.content()) : body.content();
    }

    private static String ofHtml(String html) {
        Document page = Jsoup.parse(html.length() > MAX_MARKUP ? html.substring(0, MAX_MARKUP) : html);
        page.select("script, style, template, title").remove();
        page.select(BLOCKS).forEach(MailText::endLine);
        page.select("td, th").forEach(cell -> cell.appendText(" "));
        return page.wholeText()
                .replaceAll("[ \\t\\x0B\\f\\r\u00a0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static void endLine(Element block) {
        block.prependText("\n").appendText("\n");
    }
}
