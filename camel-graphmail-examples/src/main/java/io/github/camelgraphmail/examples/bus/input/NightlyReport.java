package io.github.camelgraphmail.examples.bus.input;

import freemarker.template.Template;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetters;
import io.github.camelgraphmail.examples.bus.outbox.JobHeaders;
import io.github.camelgraphmail.examples.bus.outbox.SendingLedger;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.awt.Color;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.DefaultAttachment;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * What this node of the bus has done in the last 24 hours, as a mail: a table of mailboxes, a chart of hours, the dead letters.
 */
public final class NightlyReport implements Processor {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH");
    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int MOST_LETTERS = 50;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;

    private final SendingLedger ledger;
    private final DeadLetters letters;
    private final Templates templates;
    private final Template template;
    private final ZoneId zone;
    private final String node;

    /** @param node whose report it is, where there are several */
    public NightlyReport(
            SendingLedger ledger,
            DeadLetters letters,
            Templates templates,
            Template template,
            ZoneId zone,
            String node) {
        this.node = node;
        this.ledger = ledger;
        this.letters = letters;
        this.templates = templates;
        this.template = template;
        this.zone = zone;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        List<DeadLetter> dead = letters.list();
        Map<String, Integer> mailboxes = ledger.byMailbox();
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        // Quartz says when it was due; a late one is still that one.
        Date due = message.getHeader("scheduledFireTime", new Date(), Date.class);
        message.setHeader(
                JobHeaders.ID,
                "report-" + node + "-" + DUE.format(due.toInstant().atZone(zone)));
        message.setBody(templates.fill(
                template,
                Map.of(
                        "node",
                        node,
                        "mailboxes",
                        mailboxes,
                        "total",
                        mailboxes.values().stream().mapToInt(Integer::intValue).sum(),
                        "letters",
                        dead.stream().limit(MOST_LETTERS).toList(),
                        "dead",
                        dead.size())));
        DefaultAttachment image = new DefaultAttachment(new DataHandler(new ByteArrayDataSource(chart(), "image/png")));
        image.setHeader("Content-ID", "chart");
        message.addAttachmentObject("chart.png", image);
    }

    private byte[] chart() throws IOException {
        DefaultCategoryDataset mails = new DefaultCategoryDataset();
        for (SendingLedger.Hour hour : ledger.byHour()) {
            mails.addValue(hour.mails(), "mails", HOUR.format(hour.begin().atZone(zone)));
        }
        JFreeChart chart =
                ChartFactory.createBarChart(null, null, null, mails, PlotOrientation.VERTICAL, false, false, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getCategoryPlot().setBackgroundPaint(Color.WHITE);
        chart.getCategoryPlot().setRangeGridlinePaint(new Color(0xd8dee4));
        chart.getCategoryPlot().setOutlineVisible(false);
        BarRenderer bars = (BarRenderer) chart.getCategoryPlot().getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, new Color(0x0f5ea8));
        chart.getCategoryPlot().getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        return ChartUtils.encodeAsPNG(chart.createBufferedImage(WIDTH, HEIGHT));
    }
}
