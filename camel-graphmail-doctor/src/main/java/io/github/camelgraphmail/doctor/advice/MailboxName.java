package io.github.camelgraphmail.doctor.advice;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A mailbox as it may stand in a command: an address or an object id. PowerShell takes typographic quotes for quotes and
 * expands dollar signs and backticks, so that ASCII letters, digits and what is usual in addresses is all there may be.
 *
 * @param value in lower case
 */
public record MailboxName(String value) {

    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9._+'-]{1,64}@[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final int LONGEST = 254;

    /** @throws IllegalArgumentException when it is neither */
    public MailboxName {
        value = Objects.requireNonNull(value, "value").strip().toLowerCase(Locale.ROOT);
        boolean address = ADDRESS.matcher(value).matches() && value.length() <= LONGEST;
        if (!address && !TenantIds.isGuid(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is neither an address such as erp@contoso.com (ASCII letters,"
                            + " digits and . _ + ' - before the at sign) nor an object id");
        }
    }

    /** Between single quotes of PowerShell. */
    public String quoted() {
        return "'" + value.replace("'", "''") + "'";
    }

    /** As a condition of a recipient filter, between double quotes of PowerShell. */
    public String filter() {
        String property = TenantIds.isGuid(value) ? "ExternalDirectoryObjectId" : "PrimarySmtpAddress";
        return property + " -eq " + quoted();
    }

    @Override
    public String toString() {
        return value;
    }
}
