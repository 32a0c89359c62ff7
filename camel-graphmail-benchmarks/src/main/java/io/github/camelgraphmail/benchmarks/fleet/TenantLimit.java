package io.github.camelgraphmail.benchmarks.fleet;

/**
 * How many recipients outside of it a tenant may write to in 24 hours, by the formula that the Exchange team has published.
 *
 * @param licences that count; trials do not
 * @see <a
 *     href="https://techcommunity.microsoft.com/blog/exchange/introducing-exchange-online-tenant-outbound-email-limits/4372797">Tenant
 *     outbound email limits</a>
 */
public record TenantLimit(int licences) {

    private static final double FACTOR = 500;
    private static final double EXPONENT = 0.7;
    private static final double BASE = 9_500;

    public TenantLimit {
        if (licences < 1) {
            throw new IllegalArgumentException("licences: " + licences + ", but a tenant has one at least");
        }
    }

    /** The smallest tenant that may write to so many. */
    public static TenantLimit letting(double externalRecipients) {
        double licences = Math.pow(Math.max(0, externalRecipients - BASE) / FACTOR, 1 / EXPONENT);
        return new TenantLimit((int) Math.max(1, Math.ceil(licences - 1e-9)));
    }

    public int externalRecipients() {
        return (int) (FACTOR * Math.pow(licences, EXPONENT) + BASE);
    }
}
