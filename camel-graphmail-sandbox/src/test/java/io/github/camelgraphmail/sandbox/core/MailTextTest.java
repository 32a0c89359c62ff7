package io.github.camelgraphmail.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailTextTest {

    @Test
    void takesATextAsItIs() {
        assertThat(MailText.of(new MailBody(MailBody.Type.TEXT, "a <b>\n  c"))).isEqualTo("a <b>\n  c");
    }

    @Test
    void takesTheTextOutOfHtmlLineByLine() {
        assertThat(
                        html(
                                "<head><title>T</title><style>p{}</style></head><h1>Order</h1><p>two&nbsp;parcels<br>left &amp; gone</p>"
                                        + "<script>alert(1)</script><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"))
                .isEqualTo("Order\n\ntwo parcels\nleft & gone\n\na b\n\nc");
    }

    @Test
    void readsWhatIsNoProperHtml() {
        assertThat(html("<p>open <b>bold <i>both</b> end")).isEqualTo("open bold both end");
        assertThat(html("")).isEmpty();
    }

    private static String html(String content) {
        return MailText.of(new MailBody(MailBody.Type.HTML, content));
    }
}
