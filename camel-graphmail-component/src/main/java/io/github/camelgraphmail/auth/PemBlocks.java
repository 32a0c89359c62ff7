package io.github.camelgraphmail.auth;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a PEM file apart into its blocks. What stands around them, such as OpenSSL's bag attributes, is passed over.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PemBlocks {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private PemBlocks() {}

    /**
     * One block.
     *
     * @param label such as {@code CERTIFICATE}
     * @param encryptedOldStyle whether it is encrypted in the way that only OpenSSL knows ({@code Proc-Type: 4,ENCRYPTED})
     * @param content decoded; empty when it is encrypted in that way
     */
    record Block(String label, boolean encryptedOldStyle, byte[] content) {

        @Override
        public String toString() {
            return label;
        }
    }

    static boolean isPem(String text) {
        return text.contains("-----BEGIN ");
    }

    /** @throws IllegalArgumentException when the content of a block is not Base64 */
    static List<Block> read(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            boolean encrypted = matcher.group(2).contains("Proc-Type: 4,ENCRYPTED");
            byte[] content = encrypted ? new byte[0] : Base64.getMimeDecoder().decode(matcher.group(2));
            blocks.add(new Block(matcher.group(1), encrypted, content));
        }
        return blocks;
    }
}
