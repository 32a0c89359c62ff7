package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.examples.bus.status.EventWindow.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The minutes of an hour as bars, each of which stands on the line at {@link #height}: what was sent, and on top of it what
 * failed.
 *
 * @param most mails of the highest bar
 */
public record HourChart(int width, int height, long most, List<Bar> bars) {

    private static final int STEP = 12;
    private static final int HEIGHT = 96;

    /** From the top, as SVG has it. */
    public record Bar(int x, int sentY, int sentHeight, int failedY, int failedHeight, Slice slice) {}

    static HourChart of(List<Slice> minutes) {
        long most = minutes.stream().mapToLong(HourChart::mails).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (Slice minute : minutes) {
            int all = scaled(mails(minute), most);
            int failed = Math.min(all, scaled(minute.counts().failed(), most));
            bars.add(new Bar(bars.size() * STEP, HEIGHT - all + failed, all - failed, HEIGHT - all, failed, minute));
        }
        return new HourChart(minutes.size() * STEP, HEIGHT, most, bars);
    }

    private static long mails(Slice minute) {
        return minute.counts().sent()
                + minute.counts().duplicates()
                + minute.counts().failed();
    }

    /** What is there is seen. */
    private static int scaled(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(2, count * HEIGHT / most);
    }
}
